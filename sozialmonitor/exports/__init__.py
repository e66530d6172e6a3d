"""Files for others: figures with sources, licence, Datenstand and signs. Views in, bytes out; nothing is written."""
