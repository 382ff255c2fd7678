"""Write lessons/lesson.schema.json from the model."""

from pathlib import Path

from tutor.content.lesson_schema import schema_json

TARGET = Path(__file__).parent.parent / "lessons" / "lesson.schema.json"

if __name__ == "__main__":
    TARGET.write_text(schema_json(), encoding="utf-8")
