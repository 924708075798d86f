"""Files of the classifier: what was uploaded or given on the command line becomes rows, or is refused."""

from portal.bodies.workbooks.opening import LIMIT_BYTES
from portal.bodies.workbooks.reading import Reading, edition_of, read_classifier

__all__ = ["LIMIT_BYTES", "Reading", "edition_of", "read_classifier"]
