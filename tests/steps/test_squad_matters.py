from pytest_bdd import scenarios

scenarios("squad_matters")
