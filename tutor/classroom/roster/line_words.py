"""The words by which a line of a list is known to hold no learner; texts are as `comparable` returns them."""

import re

# Lines below a list: totals, after which another part may follow, and signatures, after which nothing does.
TOTAL = re.compile(
    r"(tong( so| cong)?|cong|total|tat ca)"
    r"( [0-9].*| (cong|so|trang|don|chung|thu|chi|quy|tien|co mat|vang)\b.*)?"
    r"|(co mat|vang( mat)?|si so)( [0-9].*)?|(mang sang|chuyen (sang|trang)|danh sach( nay)? (co|gom))\b.*"
)
SIGNED = re.compile(
    r"((nguoi|can bo) (lap|viet|tong hop|kiem tra|duyet|thong ke)|lap (bieu|danh sach)|nguoi lap"
    r"|(.* )?ngay ([0-9]+ )?thang\b|xac nhan|(da )?ky (ten|ghi|va|duyet)|da ky|tm|kt|t m|k t|noi nhan|luu vt"
    r"|(pho )?chu (tich|nhiem)|(pho )?bi thu|thu ky|ke toan|thu quy|(pho )?giam doc|thu truong"
    r"|hieu truong|dai dien|thay mat|can bo|giao vien"
    r"|(chi hoi|chi doan|chi bo|hoi|to|doan) (pho|truong)|(thon|xom|khu|ban|ap|khom|cong an) truong"
    r"|truong (thon|xom|ban|ap|khom|khu|buon|lang|phong|nhom)|ban (chap hanh|chu nhiem|to chuc|quan ly)|bch"
    r"|uy ban nhan dan|ubnd|dang uy|ghi chu)\b.*"
)
# Roles of those who are on the list of a class without learning in it.
NO_LEARNER = re.compile(
    r"(.* )?(coach|admin|teacher|facilitator|volunteer)s?|(giao|tinh nguyen) vien\b.*"
    r"|(quan tri|tro giang|huong dan|can bo|nguoi huong dan|phu trach)\b.*"
)
# Titles, where a list without headings has one.
TITLE = re.compile(
    r"(danh sach|ds|bang (ke|diem|theo|tong|dang)|lop|hoi (nguoi|cuu|nong|lien|phu)|cong hoa|doc lap|so theo"
    r"|chuong trinh|nghi (trua|giai lao|giua)|giai lao|phieu|thong ke|bieu mau|dang ky|ke hoach|ho (va )?ten"
    r"|(cac|kinh moi|moi) (bac|cu|ong|ba|co|chu|anh|chi|ban))\b.*"
)
# What somebody types who tries a form.
TRIAL = re.compile(r"(test|thu|demo|abc|asdf|aaa+)( (test|thu|form|link|xem)?( ?[0-9]+)?)*")
# A part of a list with those who teach and help.
NO_LEARNERS = re.compile(
    r"((danh sach|[ivx]+|[a-h]|[0-9]) )*(cac )?(tinh nguyen vien|tnv|ban to chuc|nguoi huong dan|giang vien"
    r"|giao vien|doan vien (ho tro|huong dan|phu trach)|nguoi (ho tro|kem)|tro giang|can bo phu trach)\b.*"
)
# Notes of a list of last year: who gets an invitation all the same has a family that reads it.
GONE = re.compile(
    r"(da |moi )?(mat|tu tran|qua doi|chet)( ((nam|thang|ngay|hom|cuoi|dau) .*|[0-9 ]+))?"
    r"|(da )?chuyen (di|khau|nha|cho o|vao|len|ve)\b.*|(has )?(died|passed away|moved away)"
)
# A part of a list with those who do not come any more.
GONE_PART = re.compile(
    r"\b(tu tran|(da|moi) mat|mat trong|qua doi|(da )?chuyen (di|khau|noi khac|cho o)|thoi hoc|bo hoc|rut ten"
    r"|(xin )?(nghi|thoi|rut)|khong (con|tham gia|dang ky|di hoc|hoc|den))\b"
)
# A line of a chat about those who teach or are to be rung up.
ABOUT_HELPERS = re.compile(
    r"\b(chu tri|chu toa|thu ky|phu trach|nguoi (lap|viet|day)"
    r"|lien he|giao vien|giang vien|tinh nguyen vien|thac mac)\b|^lh\b"
)
# An answer of a poll, or a line of a chat, of those who do not come.
NOT_COMING = re.compile(
    r"(.*\b)?(xin (rut|thoi)|rut ten|huy dang ky|(khong|ko) (tham gia|dang ky|dk))\b.*"
    r"|(khong|ko)( (di|hoc))?( [0-9]+)?"
)
