def test_up():
    assert True
