"""Pages live in sub-folders: Streamlit would run a file directly in here without running ``app.py``."""
