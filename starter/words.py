"""What the starter says, in Vietnamese and English; the program's own catalogues are not installed yet."""

from collections.abc import Mapping

_SENTENCES = {
    "first": (
        "Máy đang cài chương trình, mất vài phút. Những lần sau mở ngay.",
        "The program is being installed, which takes a few minutes. Later it starts at once.",
    ),
    "update": (
        "Có bản mới: máy cài thêm bản mới, mất vài phút. Sổ ghi, bài và giọng đọc của lớp vẫn giữ"
        " nguyên.",
        "There is a newer edition: it is installed in a few minutes. Records, own lessons and "
        "voices stay.",
    ),
    "older": (
        "Bản trên USB cũ hơn bản trong máy, nên máy mở bản đang có.",
        "The edition on the stick is older than the installed one, so the installed one starts.",
    ),
    "declined": (
        "Bạn đã chọn quay lại bản này, nên máy chưa lấy bản trên USB. Muốn dùng bản trên USB thì "
        "quay lại lần nữa.",
        "You went back to this edition, so that of the stick is left alone. Going back once more "
        "takes it.",
    ),
    "copied": (
        "Đã chép sổ ghi ra một bản: {file}",
        "The records were copied to {file}",
    ),
    "tests": (
        "Đang cài những gì các bài kiểm tra cần.",
        "Installing what the tests need.",
    ),
    "collecting": (
        "Đang tìm các gói",
        "Looking for packages",
    ),
    "unpacking": (
        "Đang cài các gói",
        "Installing packages",
    ),
    "done": (
        "Đã cài xong.",
        "Installed.",
    ),
    "stopped": (
        "Đã dừng. Lần sau mở lại, máy cài lại từ đầu.",
        "Stopped. The next start installs again from the beginning.",
    ),
    "busy": (
        "Một cửa sổ khác đang cài: hãy đợi cửa sổ ấy cài xong rồi mở lại.",
        "Another window is installing: please wait until it has finished, and start again.",
    ),
    "no-wheels": (
        "USB này có gói cho {targets}, chưa có cho máy này ({here}): hãy dùng Python 64 bit thuộc"
        " các bản ấy, tải ở python.org/downloads, hoặc cài qua mạng bằng lệnh make run.",
        "This stick has packages for {targets}, none for this computer ({here}): please use a "
        "64-bit Python of these versions from python.org/downloads, or install from the network "
        "by `make run`.",
    ),
    "no-pip": (
        "Python trên máy này thiếu pip: Debian, Ubuntu thì gõ lệnh: sudo apt install python3-pip;"
        " máy khác thì cài lại Python từ python.org/downloads.",
        "The Python of this computer has no pip: on Debian and Ubuntu, sudo apt install "
        "python3-pip; elsewhere install Python again from python.org/downloads.",
    ),
    "no-venv": (
        "Python trên máy này thiếu phần venv: Debian, Ubuntu thì gõ lệnh: sudo apt install "
        "python3-venv",
        "The Python of this computer has no module venv: on Debian and Ubuntu, sudo apt install "
        "python3-venv",
    ),
    "no-space": (
        "Ổ đĩa sắp đầy: cần trống khoảng {need} MB ở {folder}, hãy xóa bớt rồi mở lại.",
        "The disk is nearly full: about {need} MB must be free at {folder}; please make room and "
        "start again.",
    ),
    "damaged": (
        "Tệp {file} trên USB bị hỏng: hãy chép lại USB từ máy đã làm ra nó.",
        "The file {file} on the stick is damaged: please fill the stick again on the computer "
        "that made it.",
    ),
    "no-packages": (
        "Chưa cài được các gói: hãy nối mạng hoặc cắm USB cài đặt rồi mở lại; chi tiết ở {log}",
        "The packages could not be installed: please connect to the network or plug the stick in,"
        " and start again; details are in {log}",
    ),
    "failed": (
        "Chưa cài được chương trình ({reason}): hãy mở lại, nếu vẫn vậy thì gửi tệp {log} cho "
        "người làm USB.",
        "The program could not be installed ({reason}): please start again; if that does not "
        "help, send the file {log} to whoever made the stick.",
    ),
    "kept": (
        "Bản mới chưa cài được, nên máy mở bản đang có.",
        "The newer edition could not be installed, so the present one starts.",
    ),
    "not-copied": (
        "Chưa chép được sổ ghi ({reason}), nên máy không cài bản mới.",
        "The records could not be copied ({reason}), so the newer edition is not installed.",
    ),
    "no-previous": (
        "Máy không giữ bản nào khác, nên không có gì để quay lại.",
        "No other edition is kept on this computer, so there is nothing to go back to.",
    ),
    "back": (
        "Từ nay máy mở bản ngày {edition}. Muốn đổi lại thì quay lại lần nữa.",
        "From now on the edition of {edition} starts. Going back once more changes to the other "
        "one.",
    ),
    "ask-records": (
        "Bản cũ không đọc được sổ ghi mới. Máy sẽ dùng bản sao sổ ghi trước lúc cập nhật; những "
        "gì ghi từ đó đến nay được cất ở {file}, không mất. Hãy đóng chương trình ở các cửa sổ "
        "khác. Gõ c rồi Enter để quay lại, chỉ Enter thì thôi: ",
        "The older edition cannot read the newer records. It gets the copy from before the "
        "update; what was recorded since is laid aside in {file} and not lost. Please close the "
        "program in other windows. Type y and Enter to go back, Enter alone to leave all as it "
        "is: ",
    ),
    "unchanged": (
        "Không có gì thay đổi.",
        "Nothing has changed.",
    ),
    "no-copy": (
        "Bản cũ không đọc được sổ ghi mới, và không còn bản sao nào từ trước: máy vẫn dùng bản "
        "đang có.",
        "The older edition cannot read the newer records, and there is no copy from before: "
        "nothing is changed.",
    ),
}


def language_of(environ: Mapping[str, str]) -> str:
    """Return "en" for an English locale, else "vi", as the program does."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "en" if environ[name].lower().startswith("en") else "vi"
    return "vi"


def sentence(key: str, language: str, **values: object) -> str:
    """Return a sentence with its values."""
    return _SENTENCES[key][language == "en"].format(**values)


class Refusal(Exception):  # noqa: N818 - what is missing is no fault of the program
    """Something is missing, and this sentence says what and where to get it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def text(self, language: str) -> str:
        """Return the sentence."""
        return sentence(self.key, language, **self.values)
