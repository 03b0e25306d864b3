"""What can go wrong with an import; each message is for the user."""


class ImportRefused(Exception):
    """The report cannot be imported as it is; the message says why and what to do."""


class ImportOutOfDate(ImportRefused):
    """Somebody changed the partnership's data after the changes were shown."""
