"""Customers who are in the book twice: found, held side by side, and made one."""
