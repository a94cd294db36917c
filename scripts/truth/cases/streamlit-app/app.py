import streamlit as st

st.title("up")
