"""Digital-skills lessons in large letters, read aloud."""

# The name under which the program is installed; `tutor` on the package registry is another project.
DISTRIBUTION = "tutor-nhavanhoa"
