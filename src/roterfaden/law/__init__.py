"""The law by date: values, rules and calendar, pure and without any framework.

To add a rule: values go to ``parameters/*.yaml``, the function to a module of ``rules/`` with
``@rule(...)``, its cases to ``tests/cases/law/<rule-name>.yaml``. The date of the legally relevant
event selects the version, never the present day.
"""
