"""repdesk: the desk of one telesales rep."""

__version__ = "0.1.0"
