"""The packages under torch: what does nothing leaves a model as it is, what is not known says so."""

from __future__ import annotations

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch  # noqa: E402
from edgewise_tracer import checkpoint, notes, stubs  # noqa: E402
from edgewise_tracer.errors import UnsupportedOp  # noqa: E402
from edgewise_tracer.permissive import PermissiveModule  # noqa: E402
from torch import nn  # noqa: E402


class Case(unittest.TestCase):
    def setUp(self) -> None:
        notes.reset()


class NoEffect(Case):
    def test_scripting_tracing_and_compiling_leave_a_module(self) -> None:
        net = nn.Linear(2, 3)
        self.assertIs(torch.jit.script(net), net)
        self.assertIs(torch.jit.trace(net, torch.zeros(1, 2)), net)
        self.assertIs(torch.compile(net, mode="max-autotune"), net)
        self.assertIs(torch.compiler.disable(net), net)

        @torch.jit.script
        def one(x):
            return x

        @torch.compile(fullgraph=True)
        def two(x):
            return x

        @torch.jit.ignore(drop=True)
        def three(x):
            return x

        @torch.jit._overload_method
        def four(x):
            return x

        torch.fx.wrap("one")
        self.assertEqual([f(1) for f in (one, two, three, four)], [1, 1, 1, 1])
        self.assertFalse(torch.jit.is_scripting() or torch.jit.is_tracing() or torch.compiler.is_compiling())

    def test_contexts_and_decorators(self) -> None:
        with torch.autocast("cuda", dtype=torch.float16), torch.cuda.amp.autocast(), torch.amp.autocast("cpu"):
            y = nn.Linear(2, 3)(torch.zeros(1, 2))
        self.assertEqual(y.dtype, torch.float32)
        with torch.profiler.record_function("x"), torch.autograd.profiler.record_function("y"), torch.cuda.device(0):
            pass

        @torch.cuda.amp.custom_fwd
        def plain(x):
            return x

        @torch.amp.custom_fwd(device_type="cuda", cast_inputs=torch.float32)
        def given(x):
            return x

        @torch.cuda.amp.autocast(enabled=False)
        def decorated(x):
            return x

        self.assertEqual((plain(1), given(2), decorated(3)), (1, 2, 3))
        scaler = torch.cuda.amp.GradScaler()
        self.assertEqual(scaler.scale(2.0), 2.0)

    def test_autocast_says_that_it_is_on(self) -> None:
        def found():
            return torch.is_autocast_enabled(), torch.is_autocast_enabled("cpu"), torch.get_autocast_dtype("cpu")

        @torch.autocast("cpu", dtype=torch.float16)
        def inside():
            return found()

        off = (False, False, torch.bfloat16)
        self.assertEqual(inside(), (False, True, torch.float16))
        with torch.autocast("cpu"):
            self.assertEqual(found(), (False, True, torch.bfloat16))
            with torch.autocast("cpu", enabled=False):
                self.assertEqual(found(), off)
            self.assertEqual(found(), (False, True, torch.bfloat16))
        with self.assertRaises(ZeroDivisionError), torch.cuda.amp.autocast(dtype=torch.bfloat16):
            self.assertTrue(torch.is_autocast_enabled())
            self.assertIs(torch.get_autocast_gpu_dtype(), torch.bfloat16)
            nn.Linear(2, 3)(torch.zeros(1, 2).half())
            1 / 0
        self.assertEqual(found(), off)
        with self.assertRaises(RuntimeError):
            nn.Linear(2, 3)(torch.zeros(1, 2).half())

    def test_the_compiled_functions_behind_functional(self) -> None:
        x = torch.rand(1, 2, 4, 4)
        kernels = torch._C._nn
        for result, shape in (
            (kernels.gelu(x), (1, 2, 4, 4)),
            (kernels.linear(x, torch.rand(5, 4)), (1, 2, 4, 5)),
            (kernels.upsample_nearest2d(x, (8, 6)), (1, 2, 8, 6)),
            (kernels.upsample_bilinear2d(x, None, False, (2.0, 3.0)), (1, 2, 8, 12)),
            (kernels.slow_conv3d(torch.rand(1, 2, 4, 4, 4), torch.rand(3, 2, 1, 1, 1), 1), (1, 3, 4, 4, 4)),
        ):
            self.assertEqual(tuple(result.shape), shape)
        with self.assertRaises(NotImplementedError):
            kernels.no_such_kernel(x)

    def test_sparse_tensors_are_kept_dense(self) -> None:
        x = torch.rand(2, 3).to_sparse()
        self.assertTrue(x.is_sparse)
        self.assertFalse(torch.rand(2, 3).is_sparse)
        self.assertEqual(tuple(x.coalesce().indices().shape), (2, 6))
        self.assertEqual(tuple(torch.sparse.mm(x, torch.rand(3, 4)).shape), (2, 4))
        places, numbers = torch.tensor([[0, 1, 1], [2, 0, 0]]), torch.tensor([3.0, 4.0, 5.0])
        made = torch.sparse_coo_tensor(places, numbers)
        self.assertEqual(tuple(made.shape), (2, 3))
        self.assertEqual(tuple(torch.sparse_coo_tensor(places, torch.rand(3, 5), (4, 4, 5)).shape), (4, 4, 5))

    def test_there_is_no_gpu_and_one_process(self) -> None:
        self.assertFalse(torch.cuda.is_available() or torch.backends.mps.is_available() or torch.xpu.is_available())
        self.assertEqual((torch.cuda.device_count(), torch.distributed.get_world_size()), (0, 1))
        self.assertFalse(torch.distributed.is_available() and torch.distributed.is_initialized())
        torch.backends.cudnn.benchmark = True
        torch.backends.cuda.matmul.allow_tf32 = True
        self.assertIs(torch.cuda.FloatTensor, torch.FloatTensor)

    def test_checkpointing_calls_through(self) -> None:
        net = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 4))
        x = torch.zeros(5, 2)
        self.assertEqual(torch.utils.checkpoint.checkpoint(net, x, use_reentrant=False).shape, (5, 4))
        self.assertEqual(torch.utils.checkpoint.checkpoint_sequential(net, 2, x).shape, (5, 4))

    def test_optimisers_and_schedules(self) -> None:
        net = nn.Linear(2, 3)
        optimizer = torch.optim.AdamW([{"params": net.parameters(), "lr": 0.1}], lr=0.01, weight_decay=0.05)
        self.assertEqual(optimizer.param_groups[0]["lr"], 0.1)
        self.assertEqual(len(optimizer.param_groups[0]["params"]), 2)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=10)
        optimizer.zero_grad(set_to_none=True)
        optimizer.step()
        schedule.step()
        self.assertEqual(schedule.get_last_lr(), [0.1])
        with self.assertRaises(ValueError):
            torch.optim.SGD([], lr=0.1)
        from torch.optim.adam import Adam

        self.assertIs(Adam, torch.optim.Adam)


class Working(Case):
    def test_autograd_functions_run_forward(self) -> None:
        class Double(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x, factor):
                ctx.save_for_backward(x)
                ctx.factor = factor
                return x * factor

            @staticmethod
            def backward(ctx, grad):
                return grad * ctx.factor, None

        class Modern(torch.autograd.Function):
            @staticmethod
            def forward(x):
                return x + 1

            @staticmethod
            def setup_context(ctx, inputs, output):
                ctx.save_for_backward(output)

        x = torch.zeros(2, 3)
        self.assertEqual(Double.apply(x, 2.0).shape, (2, 3))
        self.assertEqual(Modern.apply(x).shape, (2, 3))

    def test_data_sets_and_loaders(self) -> None:
        from torch.utils.data import DataLoader, TensorDataset, random_split

        data = TensorDataset(torch.zeros(10, 3), torch.zeros(10))
        one, other = random_split(data, [0.8, 0.2])
        batches = list(DataLoader(one, batch_size=3, shuffle=True))
        self.assertEqual((len(one), len(other), len(batches)), (8, 2, 3))
        self.assertEqual(batches[0][0].shape, (3, 3))

    def test_functional_call_swaps_parameters(self) -> None:
        net = nn.Sequential(nn.Linear(2, 3))
        before = net[0].weight
        out = torch.func.functional_call(net, {"0.weight": torch.zeros(3, 2)}, (torch.zeros(1, 2),))
        self.assertEqual(out.shape, (1, 3))
        self.assertIs(net[0].weight, before)

    def test_trees(self) -> None:
        from torch.utils._pytree import tree_flatten, tree_map, tree_unflatten

        tree = {"a": [1, (2, 3)], "b": 4}
        leaves, spec = tree_flatten(tree)
        self.assertEqual(leaves, [1, 2, 3, 4])
        self.assertEqual(tree_unflatten(leaves, spec), tree)
        self.assertEqual(tree_map(lambda x: x + 1, tree), {"a": [2, (3, 4)], "b": 5})

    def test_distributions(self) -> None:
        normal = torch.distributions.Normal(torch.zeros(2, 3), torch.ones(2, 3))
        self.assertEqual(normal.rsample().shape, (2, 3))
        self.assertEqual(normal.sample((4,)).shape, (4, 2, 3))
        self.assertEqual(torch.distributions.kl_divergence(normal, normal).shape, (2, 3))
        self.assertEqual(torch.distributions.Categorical(logits=torch.zeros(2, 5)).sample().shape, (2,))

    def test_custom_operators_run_their_python(self) -> None:
        @torch.library.custom_op("mine::twice", mutates_args=())
        def twice(x: torch.Tensor) -> torch.Tensor:
            return torch.cat([x, x])

        self.assertEqual(torch.ops.mine.twice(torch.zeros(2)).shape, (4,))
        self.assertEqual(torch.ops.aten.relu(torch.zeros(2)).shape, (2,))
        with self.assertRaisesRegex(UnsupportedOp, "torch.ops.mine.nothing"):
            torch.ops.mine.nothing(1)

    def test_the_operators_of_torchvision(self) -> None:
        boxes = torch.zeros(7, 4)
        self.assertEqual(torch.ops.torchvision.nms(boxes, torch.zeros(7), 0.5).shape, (7,))
        x, rois = torch.zeros(1, 8, 16, 16), torch.zeros(3, 5)
        self.assertEqual(torch.ops.torchvision.roi_align(x, rois, 1.0, 7, 7, 2, False).shape, (3, 8, 7, 7))
        weight, offset = torch.zeros(4, 8, 3, 3), torch.zeros(1, 18, 14, 14)
        out = torch.ops.torchvision.deform_conv2d(x, weight, offset, None, None, 1, 1, 0, 0, 1, 1, 1, 1, False)
        self.assertEqual(out.shape, (1, 4, 14, 14))


class Unknown(Case):
    def test_transforms_are_refused(self) -> None:
        for call in (
            torch.vmap,
            torch.func.grad,
            torch.fx.symbolic_trace,
            torch.export.export,
            torch.autograd.functional.jacobian,
        ):
            with self.assertRaises(UnsupportedOp):
                call(lambda x: x)
        with self.assertRaises(UnsupportedOp):
            torch.utils.cpp_extension.load("ext", ["a.cpp"])

    def test_names_of_a_namespace(self) -> None:
        self.assertFalse(hasattr(torch.distributed, "no_such_name"))
        self.assertIsNone(getattr(torch.distributed, "no_such_name", None))
        from torch.distributed import made_up_name

        self.assertIsInstance(made_up_name, stubs.Stub)
        self.assertEqual([kind for kind, *_ in notes.take()], ["stubbed-import"])
        try:
            from torch.distributed import another_name
        except ImportError:
            another_name = None
        self.assertIsNone(another_name)
        self.assertEqual(notes.take(), [])

    def test_weights_are_not_read(self) -> None:
        net = nn.Linear(2, 3)
        state = torch.load("model.pt", map_location="cpu")
        self.assertNotIn("model", state)
        net.load_state_dict(state["model"])
        net.load_state_dict({key: value for key, value in state.items()})
        net.load_state_dict(torch.hub.load_state_dict_from_url("https://example.org/x.pth"))
        self.assertEqual({kind for kind, *_ in notes.take()}, {"weights-not-read"})
        self.assertTrue(checkpoint.was_made())


class MissingBases(Case):
    def test_a_missing_base_is_a_module(self) -> None:
        missing = stubs.StubModule("mmx")

        class Net(missing.BaseModule):
            def __init__(self, init_cfg=None):
                super().__init__(init_cfg)
                self.fc = nn.Linear(2, 3)
                self.init_weights()

            def forward(self, x):
                return self.fc(x)

        net = Net()
        self.assertIsInstance(net, PermissiveModule)
        self.assertEqual(net(torch.zeros(1, 2)).shape, (1, 3))
        self.assertEqual(sum(p.numel() for p in net.parameters()), 9)
        self.assertFalse(hasattr(net, "no_such_name"))

    def test_a_mixin_beside_a_module(self) -> None:
        missing = stubs.StubModule("mmx")

        class One(nn.Module, missing.Mixin):
            pass

        class Two(missing.Mixin, nn.Module):
            pass

        for kind in (One, Two):
            made = kind()
            made.fc = nn.Linear(2, 3)
            self.assertEqual(len(list(made.parameters())), 2)

    def test_a_missing_layer_can_be_built_but_not_run(self) -> None:
        missing = stubs.StubModule("mmx")
        net = nn.Sequential(nn.Linear(2, 3), missing.ConvModule(3, 4))
        self.assertEqual(len(list(net.parameters())), 2)
        with self.assertRaisesRegex(UnsupportedOp, "mmx.ConvModule"):
            net(torch.zeros(1, 2))
        with self.assertRaisesRegex(UnsupportedOp, "mmx.fast_op"):
            missing.fast_op(torch.zeros(1))


if __name__ == "__main__":
    unittest.main()
