"""What nn.Module does beyond layers, as small programs: each leaves what is compared in `out`.

Run by torch_modules.py on the real torch and on the stand-in. One program a paragraph.
"""

PROGRAMS = r'''
class Net(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(2, 2)
out = Net()

class Net(nn.Module):
    def __init__(self):
        self.w = nn.Parameter(r(2))
out = Net()

class Net(nn.Module):
    def __init__(self):
        self.register_buffer("b", r(2))
out = Net()

class Net(nn.Module):
    pass
out = Net()(r(2))

class Net(nn.Module):
    def __init__(self):
        pass
    def forward(self, x):
        return x
out = Net()(r(2))

out = nn.Module(1)

out = nn.Module(a=1)

m = nn.Module(); m.w = nn.Parameter(r(2)); m.w = r(2)

m = nn.Module(); m.w = nn.Parameter(r(2)); m.w = None; out = [list(m._parameters), m.w, len(list(m.parameters()))]

m = nn.Module(); m.fc = nn.Linear(1, 1); m.fc = 3

m = nn.Module(); m.fc = nn.Linear(1, 1); m.fc = None; out = [list(m._modules), m.fc, repr(m)]

m = nn.Module(); m.register_buffer("b", r(2)); m.b = 3

m = nn.Module(); m.register_buffer("b", r(2)); m.b = r(3); out = m.b

m = nn.Module(); m.x = 1; m.x = nn.Parameter(r(2)); out = ["x" in m.__dict__, list(m._parameters)]

m = nn.Module(); m.x = nn.Parameter(r(2)); m.x = nn.Linear(1, 1); out = [list(m._parameters), list(m._modules)]

m = nn.Module(); m.x = nn.Linear(1, 1); m.x = nn.Parameter(r(2)); out = [list(m._parameters), list(m._modules)]

m = nn.Module(); m.b = nn.Buffer(r(2)); out = [list(m._buffers), list(m.state_dict()), type(m.b).__name__]

m = nn.Module(); m.b = nn.Buffer(r(2), persistent=False); out = [list(m._buffers), list(m.state_dict())]

m = nn.Module(); m.register_buffer("b", r(2), persistent=False); out = [list(m.state_dict()), [n for n, _ in m.named_buffers()]]

m = nn.Module(); m.register_parameter("a.b", None)

m = nn.Module(); m.register_parameter("", None)

m = nn.Module(); m.register_parameter("a", r(2))

m = nn.Module(); m.x = 1; m.register_parameter("x", nn.Parameter(r(2)))

m = nn.Module(); m.register_buffer("forward", r(2))

m = nn.Module(); m.register_buffer("x", 3)

m = nn.Module(); m.add_module("a.b", nn.ReLU())

m = nn.Module(); m.add_module("", nn.ReLU())

m = nn.Module(); m.add_module("a", 3)

m = nn.Module(); m.add_module("forward", nn.ReLU())

m = nn.Module(); m.add_module(3, nn.ReLU())

m = nn.Module(); m.w = nn.Parameter(r(2)); del m.w; out = list(m._parameters)

m = nn.Module(); del m.nothing

m = nn.Linear(1, 1); out = m.nothing

m = nn.Linear(1, 1); out = [hasattr(m, "weight"), hasattr(m, "nothing"), "weight" in dir(m)]

class Net(nn.Module):
    @property
    def size(self):
        return self.missing
out = Net().size

m = nn.Sequential(nn.Linear(2, 3), nn.ReLU(inplace=True), nn.Sequential(nn.Conv2d(1, 2, 3, padding=1, bias=False))); out = repr(m)

m = nn.ModuleList([nn.Linear(2, 3), nn.Linear(2, 3), nn.ReLU()]); out = repr(m)

out = [repr(it) for it in (nn.Linear(2, 3, bias=False), nn.BatchNorm2d(3), nn.Dropout(0.2), nn.Embedding(3, 4, padding_idx=0), nn.LSTM(2, 3, num_layers=2, bidirectional=True), nn.GRU(1, 2, batch_first=True), nn.LayerNorm(4), nn.GroupNorm(2, 4), nn.MaxPool2d(2), nn.AvgPool2d(3, 2, 1), nn.AdaptiveAvgPool2d((1, 1)), nn.Upsample(scale_factor=2), nn.ConvTranspose2d(1, 2, 3, stride=2, output_padding=1), nn.PReLU(), nn.GELU(), nn.Softmax(dim=1), nn.Flatten(), nn.ZeroPad2d(1), nn.ReflectionPad2d((1, 2, 3, 4)), nn.PixelShuffle(2), nn.Identity(), nn.MultiheadAttention(4, 2), nn.LeakyReLU(0.1), nn.ReLU6(), nn.Hardtanh(), nn.Threshold(1, 2), nn.RNN(1, 2, nonlinearity='relu'), nn.LSTMCell(1, 2), nn.Unflatten(1, (2, 3)), nn.Bilinear(1, 2, 3), nn.CrossEntropyLoss(), nn.RMSNorm(3), nn.LocalResponseNorm(2), nn.EmbeddingBag(3, 4))]

a = nn.Linear(2, 2); m = nn.Sequential(a, a); out = [[n for n, _ in m.named_parameters()], [n for n, _ in m.named_parameters(remove_duplicate=False)], [n for n, _ in m.named_modules()], [n for n, _ in m.named_modules(remove_duplicate=False)], list(m.state_dict()), len(list(m.children()))]

a, b = nn.Linear(2, 2), nn.Linear(2, 2); b.weight = a.weight; m = nn.Sequential(a, b); out = [[n for n, _ in m.named_parameters()], list(m.state_dict())]

m = nn.Sequential(nn.Linear(2, 2)); out = [[n for n, _ in m.named_parameters(prefix="p")], [n for n, _ in m.named_parameters(recurse=False)], [n for n, _ in m.named_modules(prefix="q")]]

m = nn.Sequential(nn.Linear(2, 2), nn.Sequential(nn.BatchNorm1d(2))); out = [type(m.get_submodule("1.0")).__name__, list(m.get_parameter("0.weight").shape), list(m.get_buffer("1.0.running_mean").shape)]

out = nn.Sequential(nn.Linear(2, 2)).get_submodule("1")

out = nn.Sequential(nn.Linear(2, 2)).get_submodule("0.weight")

out = nn.Sequential(nn.Linear(2, 2)).get_parameter("0.nothing")

out = nn.Linear(2, 3).load_state_dict({"weight": r(3, 2)})

out = nn.Linear(2, 3).load_state_dict({"weight": r(3, 2), "bias": r(3), "more": r(1)})

out = nn.Linear(2, 3).load_state_dict({"weight": r(2, 2), "bias": r(3)})

out = nn.Linear(2, 3).load_state_dict({"weight": r(2, 2), "other": r(3)})

out = nn.Linear(2, 3).load_state_dict({"weight": 3, "bias": r(3)})

out = nn.Linear(2, 3).load_state_dict(3)

out = list(nn.Linear(2, 3).load_state_dict({"weight": r(3, 2)}, strict=False))

out = repr(nn.Linear(2, 3).load_state_dict(nn.Linear(2, 3).state_dict()))

m = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2)); out = list(m.load_state_dict({"0.weight": r(2, 1, 3, 3)}, strict=False))

m = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2)); out = m.load_state_dict({"0.weight": r(2, 2, 3, 3), "1.weight": r(3)})

m = nn.Linear(2, 3).state_dict(prefix="x."); out = list(m)

m = nn.Linear(2, 2); m.register_forward_hook(lambda mod, args, result: result + 1); out = m(r(1, 2))

m = nn.Linear(2, 2); m.register_forward_hook(lambda mod, args, result: result.reshape(-1)); out = m(r(3, 2))

m = nn.Linear(2, 2); m.register_forward_pre_hook(lambda mod, args: (args[0][:1],)); out = m(r(3, 2))

m = nn.Linear(2, 2); m.register_forward_pre_hook(lambda mod, args: args[0][:1]); out = m(r(3, 2))

calls = []
m = nn.Linear(2, 2)
h = m.register_forward_hook(lambda mod, args, result: calls.append("hook"))
m.register_forward_pre_hook(lambda mod, args, kwargs: calls.append(sorted(kwargs)), with_kwargs=True)
m(input=r(1, 2)); h.remove(); m(r(1, 2)); out = calls

m = nn.Linear(2, 2); m.register_forward_pre_hook(lambda mod, args, kwargs: 3, with_kwargs=True); out = m(r(1, 2))

import copy
m = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)); m.extra = [1]; c = copy.deepcopy(m); out = [list(c.state_dict()), c.extra is m.extra, c[0].weight is m[0].weight, type(c[0].weight).__name__, c[0].weight.requires_grad]

import copy
p = nn.Parameter(r(2), requires_grad=False); p.tag = "x"; c = copy.deepcopy(p); out = [type(c).__name__, c.requires_grad, list(c.shape)]

import copy
a = nn.Linear(2, 2); m = nn.Sequential(a, a); c = copy.deepcopy(m); out = [c[0] is c[1], len(list(c.parameters()))]

import pickle
m = pickle.loads(pickle.dumps(nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)))); out = [list(m.state_dict()), repr(m)]

m = nn.Sequential(nn.Linear(2, 2), nn.Dropout()); m.eval(); out = [m.training, m[1].training, m.train()[1].training, m is m.train(False)]

out = nn.Linear(1, 1).train("yes")

m = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)).half(); out = [str(it.dtype) for it in m.state_dict().values()]

m = nn.BatchNorm1d(2).to(torch.float64); out = [str(it.dtype) for it in m.state_dict().values()]

out = nn.Linear(1, 1).to(torch.int64)

m = nn.Linear(2, 2).requires_grad_(False); out = [it.requires_grad for it in m.parameters()]

m = nn.Sequential(nn.Linear(2, 2), nn.ReLU()); names = []; m.apply(lambda it: names.append(type(it).__name__)); out = names

class A(nn.Module):
    def __init__(self, a, **kwargs):
        super().__init__()
        self.a = a
class Mixin:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mixed = True
class B(Mixin, A):
    pass
b = B(3); out = [b.a, b.mixed, [c.__name__ for c in B.__mro__]]

class Base(nn.Module):
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registered = cls.__name__
class Net(Base):
    pass
out = Net().registered

class Net(nn.Module):
    call_super_init = True
class Other:
    def __init__(self, a=1):
        self.a = a
class Both(Net, Other):
    pass
out = Both(a=5).a

m = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 3)); m.insert(1, nn.Tanh()); out = [repr(m), list(m._modules)]

m = nn.Sequential(nn.Linear(1, 2), nn.ReLU(), nn.Linear(2, 3)); x = m.pop(1); del m[0]; out = [repr(m), repr(x), list(m.state_dict())]

from collections import OrderedDict
m = nn.Sequential(OrderedDict([("a", nn.Linear(1, 1)), ("b", nn.ReLU())])); out = [repr(m), repr(m[1:]), list(m.state_dict()), repr(m.a)]

m = nn.Sequential(nn.ReLU()); m[0] = nn.Tanh(); out = repr(m)

m = nn.Sequential(nn.ReLU()) + nn.ReLU()

m = nn.Sequential(nn.ReLU()) * 0

m = nn.ModuleList([nn.ReLU()]); m.append(nn.Tanh()); m += [nn.Linear(1, 1)]; m.insert(0, nn.ELU()); out = [repr(m), len(m), repr(m[-1]), repr(m + [nn.ReLU()])]

m = nn.ModuleList([nn.ReLU(), nn.Tanh(), nn.ELU()]); del m[1]; out = [list(m._modules), repr(m[:1])]

m = nn.ModuleDict({"b": nn.ReLU(), "a": nn.Tanh()}); m.update({"c": nn.ELU()}); out = [list(m.keys()), "b" in m, repr(m.pop("b")), [k for k in m], repr(m)]

m = nn.ModuleDict(); m["keys"] = nn.ReLU()

m = nn.ParameterList([r(2), r(3)]); m.append(r(4)); out = [len(m), list(m.state_dict()), repr(m), list(m[-1].shape)]

m = nn.ParameterDict({"a": r(2)}); m["b"] = r(3); out = [list(m.keys()), list(m.state_dict()), repr(m), "a" in m]

out = nn.ParameterList([r(2)])()

out = nn.Parameter(3)

out = nn.Parameter(torch.ones(2, dtype=torch.long))

p = nn.Parameter(r(2, 3)); out = [type(p + 1).__name__, type(p.data).__name__, type(p).__name__, isinstance(p, torch.Tensor), p.requires_grad, type(p.detach()).__name__]

p = nn.Parameter(r(2, 3)); p.data = r(4); out = [list(p.shape), type(p).__name__]

m = nn.Conv2d(3, 8, 3); m.weight.data = m.weight.data[:4]; m.out_channels = 4; m.bias = None; out = m(r(1, 3, 5, 5))

m = nn.Conv2d(3, 8, 3); m.weight = nn.Parameter(m.weight.sum(dim=1, keepdim=True)); out = m(r(1, 1, 5, 5))

m = nn.LazyLinear(3); out = [repr(m), m.has_uninitialized_params(), type(m.weight).__name__]

m = nn.LazyLinear(3); m(r(2, 5)); out = [type(m).__name__, repr(m), type(m.weight).__name__]

m = nn.LazyLinear(3); out = list(m.weight.shape)

m = nn.Sequential(nn.LazyConv2d(4, 3), nn.LazyBatchNorm2d(), nn.ReLU(), nn.Flatten(), nn.LazyLinear(2)); m(r(2, 3, 5, 5)); out = repr(m)

m = nn.utils.weight_norm(nn.Linear(2, 3)); out = [sorted(m.state_dict()), nn.utils.remove_weight_norm(m) is m, sorted(m.state_dict())]

m = nn.utils.spectral_norm(nn.Linear(2, 3)); out = [sorted(m.state_dict()), sorted(nn.utils.remove_spectral_norm(m).state_dict())]

P = nn.utils.parametrizations
m = P.weight_norm(nn.Linear(2, 3)); out = [type(m).__name__, list(m.state_dict()), list(m.weight.shape), isinstance(m, nn.Linear), nn.utils.parametrize.is_parametrized(m, "weight")]

P = nn.utils.parametrize
class Symmetric(nn.Module):
    def forward(self, x):
        return x.triu() + x.triu(1).transpose(-1, -2)
m = nn.Linear(3, 3); P.register_parametrization(m, "weight", Symmetric()); y = m(r(2, 3)); P.remove_parametrizations(m, "weight"); out = [y, type(m).__name__, list(m.state_dict())]

P = nn.utils.parametrize
P.register_parametrization(nn.Linear(2, 2), "nothing", nn.Identity())

m = nn.Linear(2, 3); out = torch.func.functional_call(m, {"weight": r(5, 2), "bias": r(5)}, (r(1, 2),))

m = nn.Linear(2, 3); out = nn.utils.stateless.functional_call(m, {"weight": r(5, 2), "bias": r(5)}, r(1, 2))

m = nn.utils.skip_init(nn.Linear, 2, 3); out = list(m.weight.shape)

m = nn.Sequential(nn.Linear(2, 2), nn.ReLU()); v = nn.utils.parameters_to_vector(m.parameters()); nn.utils.vector_to_parameters(v, m.parameters()); out = [v, [list(p.shape) for p in m.parameters()]]

m = nn.DataParallel(nn.Linear(2, 3)); out = [list(m.state_dict()), m(r(1, 2))]

m = nn.Transformer(8, 2, 1, 1, 16); out = [list(m.state_dict()), sum(p.numel() for p in m.parameters())]

m = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2), 2); out = [n for n, _ in m.named_modules()]

m = nn.LSTM(2, 3, 2, bidirectional=True, proj_size=1); out = [list(m.state_dict()), [[list(w.shape) for w in ws] for ws in m.all_weights]]

m = nn.Embedding.from_pretrained(r(3, 4)); out = [m.weight.requires_grad, repr(m)]

out = [nn.init.calculate_gain("leaky_relu", 0.2), nn.init._calculate_fan_in_and_fan_out(r(4, 3, 2, 2))]

w = r(3, 4); out = [nn.init.kaiming_normal_(w) is w, nn.init.constant_(w, 2) is w, nn.init.zeros_(w).sum().item()]

out = [hasattr(F, "relu"), hasattr(F, "nothing"), getattr(F, "nothing", 3)]

x = r(2, 3); out = [F.dropout(x, training=False) is x, nn.Dropout().eval()(x) is x, nn.Identity()(x) is x]

x = r(2, 3); y = F.relu(x, inplace=True); out = [y is x, F.relu_(x) is x]

m = nn.BatchNorm2d(2); out = [m.num_batches_tracked.item(), m.momentum, m.eps, m.affine, m.track_running_stats, m.num_features]

c = nn.Conv2d(4, 8, 3, padding=1, groups=2); out = [c.kernel_size, c.stride, c.padding, c.dilation, c.groups, c.output_padding, c.padding_mode, c.transposed, c._reversed_padding_repeated_twice]

c = nn.Conv2d(4, 8, (3, 4), padding="same"); out = [c.padding, c._reversed_padding_repeated_twice]

m = nn.MultiheadAttention(4, 2); out = [m.embed_dim, m.kdim, m.vdim, m.num_heads, m.head_dim, m._qkv_same_embed_dim, m.batch_first, m.bias_k, m.in_proj_weight.shape]

packed = rnn.pack_padded_sequence(r(4, 3, 2), [4, 2, 1]); out = [list(packed.data.shape), packed.batch_sizes.tolist(), packed.sorted_indices, rnn.pad_packed_sequence(packed)[1].tolist()]

packed = rnn.pack_padded_sequence(r(3, 4, 2), [1, 4, 2], batch_first=True, enforce_sorted=False); out = [packed.batch_sizes.tolist(), packed.sorted_indices.tolist(), packed.unsorted_indices.tolist(), rnn.pad_packed_sequence(packed, batch_first=True)[1].tolist()]

out = nn.Transformer.generate_square_subsequent_mask(3).tolist()

h = nn.modules.module.register_module_forward_hook(lambda m, a, r: r * 2 if isinstance(m, nn.ReLU) else None); y = nn.ReLU()(r(2)); h.remove(); out = y

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 2)]
    def forward(self, x):
        return self.layers[0](x)
m = Net(); out = [len(list(m.parameters())), m(r(1, 2))]

class Net(nn.Module):
    def _save_to_state_dict(self, destination, prefix, keep_vars):
        super()._save_to_state_dict(destination, prefix, keep_vars)
        destination[prefix + "mine"] = r(1)
out = list(nn.Sequential(Net()).state_dict())

class Net(nn.Module):
    def get_extra_state(self):
        return {"a": 1}
    def set_extra_state(self, state):
        self.got = state
m = Net(); m.load_state_dict(m.state_dict()); out = [list(m.state_dict()), m.got]

with sdpa():
    out = F.scaled_dot_product_attention(r(1, 2, 3, 4), r(1, 2, 5, 4), r(1, 2, 5, 4))
'''


def programs() -> list[str]:
    return [it for it in PROGRAMS.strip().split("\n\n") if it.strip()]
