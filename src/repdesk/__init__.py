"""repdesk: the desk of one telesales rep."""

__version__ = "0.2.0"
