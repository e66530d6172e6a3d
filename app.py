"""Entry: ``streamlit run app.py`` finds the web application here; for each session this file runs as the script."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from sozialmonitor.ui.server import get_app_options

    # Streamlit reads this line without running the file: it must call st.App by name.
    app = st.App(__file__, **get_app_options())
else:
    from sozialmonitor.ui.navigation import run

    run()
