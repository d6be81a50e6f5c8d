"""The pages of the reading room as plain values: each file makes one kind of page from the shelf of an open record.

Always true here: a page reads only the rows that it shows, whatever the size of the record; it holds rows of ``views`` and numbers,
no HTML; the same record and the same question give the same page.
"""
