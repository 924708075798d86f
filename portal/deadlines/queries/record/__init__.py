"""The public record: what bodies owed and did, counted and listed."""
