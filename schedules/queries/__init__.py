"""Reads of proposals and schedules, shaped for screens and for other floors."""

from schedules.queries.desk import desk_items
from schedules.queries.desk_items import DeskItem
from schedules.queries.graph import quarter_gaps
from schedules.queries.intake import intake_board
from schedules.queries.published import published_graph, published_matrix

__all__ = ["DeskItem", "desk_items", "intake_board", "published_graph", "published_matrix", "quarter_gaps"]
