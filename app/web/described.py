"""What the API's description (OpenAPI) says beyond what the routes' own types do."""

from typing import Any

from pydantic import TypeAdapter

from app.domain.commands import PublicCommand

_COMMANDS = "/api/v1/rooms/{code}/commands"
_DECK = "/api/v1/rooms/{code}/deck"
_COMING_IN = ("/api/v1/rooms/{code}/members", "/api/v1/rooms/{code}/devices")


def completed(description: dict[str, Any]) -> dict[str, Any]:
    """The same, with every command as a body, a deck's file, and who shows a token where."""
    schemas = description.setdefault("components", {}).setdefault("schemas", {})
    command = TypeAdapter(PublicCommand).json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(command.pop("$defs"))
    paths = description["paths"]
    paths[_COMMANDS]["post"]["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": command}},
    }
    paths[_DECK]["put"]["requestBody"] = {
        "required": True,
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
    description["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path, operations in paths.items():
        if "{code}" in path and path not in _COMING_IN:
            for operation in operations.values():
                operation["security"] = [{"token": []}]
    return description
