"""The reading room: a record as pages in a browser, as a REST interface, and as one file to send.

Always true here: a request is parsed, one page of ``pages`` is made, a template shows it; no SQL and no logic of the record; nothing is
changed by a request; every word of a report reaches a page through ``visible`` and the escaping of the templates.
"""
