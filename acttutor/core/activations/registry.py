"""The registry of activation functions, in the order in which they are taught.

To add one: write the function and its derivative (in `saturating`, `rectifiers` or `smooth`),
add an entry here, and its texts in both languages (``functions.json``).  It then appears in the
explorer, the network, the history, the exports, the quiz and the tests by itself.
"""

from types import MappingProxyType

from acttutor.core.activations import rectifiers, saturating, smooth
from acttutor.core.activations.activation import Activation, Code, Kink, Param
from acttutor.core.activations.extent import Interval

__all__ = ["ACTIVATIONS", "Activation", "Interval", "Kink", "Param"]

_THETA = Param("theta", default=0.0, low=-5.0, high=5.0, symbol=r"\theta")
_STEEPNESS = Param("a", default=1.0, low=0.1, high=10.0, symbol="a")
_LEAK = Param("alpha", default=0.01, low=0.0, high=1.0, symbol=r"\alpha")
_LEARNED_LEAK = Param("alpha", default=0.25, low=-1.0, high=2.0, symbol=r"\alpha", learnable=True)
_ELU_ALPHA = Param("alpha", default=1.0, low=0.0, high=3.0, symbol=r"\alpha")

_LEAKY = r"x\;(x>0),\quad [alpha*x]\;(x\leq 0)"
_LEAKY_DF = r"1\;(x>0),\quad [alpha]\;(x\leq 0)"

_ALL = (
    Activation(
        id="step",
        function=saturating.step,
        derivative=saturating.step_df,
        params=(_THETA,),
        template=r"1\;(x\geq [theta]),\quad 0\;(x<[theta])",
        template_df=r"0\;(x\neq [theta])",
        interval=saturating.step_range,
        year=1958,
        source="Rosenblatt 1958",
        code=Code(
            "1 where z >= 0, else 0",
            numpy="np.heaviside(z, 1.0)",
            torch="torch.where(torch.isnan(z), z, (z >= 0).to(z.dtype))",
        ),
        corners=saturating.step_kinks,
    ),
    Activation(
        id="sigmoid",
        function=saturating.sigmoid,
        derivative=saturating.sigmoid_df,
        params=(_STEEPNESS,),
        template=r"\frac{1}{1+e^{-[a*x]}}",
        template_df=r"[a*f(x)]\,(1-f(x))",
        interval=saturating.sigmoid_range,
        year=1986,
        source="Rumelhart, Hinton & Williams 1986",
        code=Code(
            "1 / (1 + e^-z), written so that nothing overflows",
            numpy="np.where(z >= 0, 1.0, np.exp(-np.abs(z))) / (1.0 + np.exp(-np.abs(z)))",
            torch="torch.sigmoid(z)",
        ),
        from_output=saturating.sigmoid_df_from_output,
    ),
    Activation(
        id="tanh",
        function=saturating.tanh,
        derivative=saturating.tanh_df,
        params=(),
        template=r"\frac{e^{x}-e^{-x}}{e^{x}+e^{-x}}",
        template_df=r"1-f(x)^{2}",
        interval=saturating.tanh_range,
        year=1989,
        source="LeCun et al. 1989",
        code=Code("(e^z - e^-z) / (e^z + e^-z)", numpy="np.tanh(z)", torch="torch.tanh(z)"),
        from_output=saturating.tanh_df_from_output,
    ),
    Activation(
        id="relu",
        function=rectifiers.relu,
        derivative=rectifiers.relu_df,
        params=(),
        template=r"\max(0,\,x)",
        template_df=r"1\;(x>0),\quad 0\;(x\leq 0)",
        interval=rectifiers.relu_range,
        year=2010,
        source="Nair & Hinton 2010",
        code=Code("max(0, z)", numpy="np.maximum(z, 0.0)", torch="torch.relu(z)"),
        corners=rectifiers.relu_kinks,
        from_output=rectifiers.relu_df,  # z > 0 exactly where max(0, z) > 0
    ),
    Activation(
        id="leaky_relu",
        function=rectifiers.leaky_relu,
        derivative=rectifiers.leaky_relu_df,
        params=(_LEAK,),
        template=_LEAKY,
        template_df=_LEAKY_DF,
        interval=rectifiers.leaky_relu_range,
        year=2013,
        source="Maas, Hannun & Ng 2013",
        code=Code(
            "z where z > 0, else alpha z",
            numpy="np.where(z > 0, z, alpha * z)",
            torch="torch.where(z > 0, z, alpha * z)",
        ),
        corners=rectifiers.leaky_relu_kinks,
        from_output=rectifiers.leaky_relu_df_from_output,
    ),
    Activation(
        id="prelu",
        function=rectifiers.prelu,
        derivative=rectifiers.prelu_df,
        params=(_LEARNED_LEAK,),
        template=_LEAKY,
        template_df=_LEAKY_DF,
        interval=rectifiers.leaky_relu_range,
        year=2015,
        source="He et al. 2015",
        code=Code(
            "z where z > 0, else alpha z, with an alpha that each unit has learned",
            numpy="np.where(z > 0, z, alpha * z)",
            torch="torch.where(z > 0, z, alpha * z)",
        ),
        corners=rectifiers.leaky_relu_kinks,
    ),
    Activation(
        id="elu",
        function=rectifiers.elu,
        derivative=rectifiers.elu_df,
        params=(_ELU_ALPHA,),
        template=r"x\;(x>0),\quad [alpha*(e^{x}-1)]\;(x\leq 0)",
        template_df=r"1\;(x>0),\quad [alpha*e^{x}]\;(x\leq 0)",
        interval=rectifiers.elu_range,
        year=2015,
        source="Clevert, Unterthiner & Hochreiter 2015",
        code=Code(
            "z where z > 0, else alpha (e^z - 1)",
            numpy="np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0.0)))",
            torch="torch.where(z > 0, z, alpha * torch.expm1(torch.clamp(z, max=0.0)))",
        ),
        corners=rectifiers.elu_kinks,
        from_output=rectifiers.elu_df_from_output,
    ),
    Activation(
        id="selu",
        function=rectifiers.selu,
        derivative=rectifiers.selu_df,
        params=(),
        template=r"\lambda x\;(x>0),\quad \lambda\alpha(e^{x}-1)\;(x\leq 0)",
        template_df=r"\lambda\;(x>0),\quad \lambda\alpha e^{x}\;(x\leq 0)",
        interval=rectifiers.selu_range,
        year=2017,
        source="Klambauer et al. 2017",
        code=Code(
            "a scaled ELU that keeps mean and variance near 0 and 1",
            numpy="1.0507009873554805 * elu(z, 1.6732632423543772)",
            torch="torch.nn.functional.selu(z)",
        ),
        corners=rectifiers.selu_kinks,
        from_output=rectifiers.selu_df_from_output,
    ),
    Activation(
        id="gelu",
        function=smooth.gelu,
        derivative=smooth.gelu_df,
        params=(),
        template=r"x\,\Phi(x)",
        template_df=r"\Phi(x)+x\,\varphi(x)",
        interval=smooth.gelu_range,
        year=2016,
        source="Hendrycks & Gimpel 2016",
        code=Code(
            "z Phi(z), with the normal distribution function Phi",
            numpy="z * normal_cdf(z)",
            torch="torch.nn.functional.gelu(z)",
        ),
    ),
    Activation(
        id="softplus",
        function=smooth.softplus,
        derivative=smooth.softplus_df,
        params=(),
        template=r"\ln(1+e^{x})",
        template_df=r"\frac{1}{1+e^{-x}}",
        interval=smooth.softplus_range,
        year=2000,
        source="Dugas et al. 2000",
        code=Code(
            "ln(1 + e^z)",
            numpy="np.logaddexp(z, 0.0)",
            torch="torch.logaddexp(z, torch.zeros_like(z))",
        ),
        from_output=smooth.softplus_df_from_output,
    ),
    Activation(
        id="silu",
        function=smooth.silu,
        derivative=smooth.silu_df,
        params=(),
        template=r"x\,\sigma(x)",
        template_df=r"\sigma(x)\,(1+x\,(1-\sigma(x)))",
        interval=smooth.silu_range,
        year=2017,
        source="Elfwing, Uchibe & Doya 2017",
        code=Code(
            "z sigmoid(z), also called swish",
            numpy="z * sigmoid(z)",
            torch="torch.nn.functional.silu(z)",
        ),
    ),
    Activation(
        id="mish",
        function=smooth.mish,
        derivative=smooth.mish_df,
        params=(),
        template=r"x\,\tanh(\ln(1+e^{x}))",
        template_df=r"\tanh s+x\,\sigma(x)\,(1-\tanh^{2}s),\quad s=\ln(1+e^{x})",
        interval=smooth.mish_range,
        year=2019,
        source="Misra 2019",
        code=Code(
            "z tanh(softplus(z))",
            numpy="z * np.tanh(softplus(z))",
            torch="z * torch.tanh(softplus(z))",
        ),
    ),
    Activation(
        id="identity",
        function=saturating.identity,
        derivative=saturating.identity_df,
        params=(),
        template=r"x",
        template_df=r"1",
        interval=saturating.identity_range,
        year=1960,
        source="Widrow & Hoff 1960",
        code=Code("z", numpy="z", torch="z"),
        from_output=saturating.identity_df,
    ),
)

ACTIVATIONS = MappingProxyType({activation.id: activation for activation in _ALL})
"""Activation functions by id, in the order in which they are taught."""
