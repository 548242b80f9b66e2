"""How rules with parameters are written, and what is refused."""

import pytest

from affect.aggregation import RuleError, full_rule, read_rule, rule_name


def test_what_is_left_out_has_its_default() -> None:
    assert read_rule("dirichlet") == ("dirichlet", {"a": 1})
    assert full_rule("dirichlet") == "dirichlet:a=1"
    assert full_rule("mace:restarts=3") == "mace:smoothing=0.1,restarts=3"
    assert full_rule("raaw") == "raaw:align=lag"
    assert full_rule("raaw:align=gctw") == "raaw:align=gctw"
    assert full_rule("soft") == "soft"
    assert rule_name("mace:restarts=3") == "mace"


def test_every_digit_of_a_parameter_is_kept() -> None:
    assert full_rule("dirichlet:a=0.3333333333333333") == "dirichlet:a=0.3333333333333333"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("dirichlet:b=1", "rule 'dirichlet' has no parameter 'b=1'; it has: a=1"),
        ("soft:a=1", "rule 'soft' has no parameter 'a=1'; it has: none"),
        ("dirichlet:a", "rule 'dirichlet' has no parameter 'a'; it has: a=1"),
        ("dirichlet:a=0", "a of rule 'dirichlet' is a number from 1e-06, not '0'"),
        ("dirichlet:a=nan", "a of rule 'dirichlet' is a number from 1e-06, not 'nan'"),
        ("z-mean:least=2.5", "least of rule 'z-mean' is a whole number from 2, not '2.5'"),
        (
            "raaw:align=best",
            "align of rule 'raaw' is one of lag, dtw, gctw, none, not 'best'",
        ),
        ("mean-above:t=high", "t of rule 'mean-above' is a number, not 'high'"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_allowed(rule: str, message: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_rule(rule)
    assert str(refused.value) == message
