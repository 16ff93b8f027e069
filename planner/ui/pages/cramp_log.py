import streamlit as st

st.title("Cramp log")
