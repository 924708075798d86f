"""What the description says of every address alike: how the API refuses."""

from __future__ import annotations

from typing import Any

_JSON = "application/json"
_REFUSAL = {
    "type": "object",
    "description": "A code that lasts, and a sentence in the language the asker prefers.",
    "properties": {"code": {"type": "string"}, "detail": {"type": "string"}},
    "required": ["code", "detail"],
}
_MISTAKES = {
    "type": "object",
    "description": "Sentences by the name of the parameter, in the language the asker prefers.",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}
_BAD = "A parameter that is unknown, given twice or empty, or a value that is not understood."
_GONE = "Nothing is published at this address, or the list has no such page."
_MANY = "Too many questions from one address: ask again later."
_RETRY = {"description": "Seconds after which to ask again.", "schema": {"type": "integer"}}


def describe_refusals(result: dict[str, Any], generator: Any, **_kwargs: Any) -> dict[str, Any]:
    """400, 404 and 429 of every address."""
    schemas = result["components"]["schemas"]
    schemas |= {"Mistakes": _MISTAKES, "Refusal": _REFUSAL}
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"] |= {
                "400": _answer(_BAD, "Mistakes"),
                "404": _answer(_GONE, "Refusal"),
                "429": _answer(_MANY, "Refusal") | {"headers": {"Retry-After": _RETRY}},
            }
    return result


def _answer(description: str, name: str) -> dict[str, Any]:
    return {"description": description, "content": {_JSON: {"schema": {"$ref": f"#/components/schemas/{name}"}}}}
