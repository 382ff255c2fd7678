"""Digital-skills lessons in large letters, read aloud."""
