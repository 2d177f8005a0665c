/**
 * Tables 1-5 of the survey as they stand, columns apart by tabs, without the marks of footnotes. A company is named over
 * the first of its devices only.
 */
const tables: readonly string[] = [
  `Company	Nvidia			Intel
Device	Nano	TX2	Xavier NX	NCS2
Computing power	0.472TFLOPS	1.33TFLOPS	21TOPS	1TOPS
Power Consumption	10 W	15 W	20 W	1 W
CPU	4×ARM Cortex-A57 MPCore CPU	2×NVIDIA Denver 2 64 bit CPU and 4×Arm Cortex-A57 MPCore CPU	6×NVIDIA Carmel ARM v8.2 64 bit CPU	*
GPU	Maxwell architecture, contains 128 CUDA cores	Pascal architecture, 256 CUDA cores	Volta architecture, 384 CUDA cores, and 64 Tensor cores	*
AI accelerator	*	*	2×NVIDIA engine	Movidius VPU
RAM	4 GB 64 bit 1600 MHz LPDDR4 25.6 GB/s	8 GB 128 bit LPDDR4 1866Mhz 59.7 GB/s	8/16 GB 128 bit LPDDR4 1866Mhz 59.7 GB/s	*
Supported DL frameworks	TensorFlow, PyTorch, MxNet, Keras	TensorFlow, PyTorch, MxNet, Keras	TensorFlow, PyTorch, MxNet, Keras	Openvino`,
  `Company	Google		Baidu	AMD	Huawei
Device	Coral Dev Board	Coral USB	Edgeboard FZ3	Kria K26	Atlas200 DK
Computing power	4TOPS	4TOPS	1.2TOPS	1.4TOPS	22TOPS
Power Consumption	2 W	2 W	12 W	15 W	36 W
CPU	4xCortex-A53, Cortex-M4F	*	4xCortex-A53	4xCortex-A53, Cortex-R5F	Hi3559A
GPU	Integrated GC7000 Lite Graphics	*	*	Arm Mali™-400MP2	*
AI accelerator	Google Edge TPU coprocessor	Google Edge TPU coprocessor	*	FPGA	HUAWEI Ascend 310
RAM	1 GB LPDDR4	*	2(4) GB 32(64) bit 2400 MHz LPDDR4	4 GB 64 bit DDR4	4(8)GB 128(256) bit 3200 MHz LPDDR4
Supported DL frameworks	Tensorflow lite	Tensorflow Lite	EazyDL, BML, Paddle	Vitis AI	Tensorflow, Caffe, Pytorch`,
  `Company	Sophon	Edgelock	Cambricon	
Device	SM5	i.MX 8 plus	MLU220-SOM	MLU220-M.2
Computing power	17.6(35.2)TOPS	2.3TOPS	16TOPS	8TOPS
Power Consumption	25 W	*	15 W	8.25 W
CPU	ARM 8-core A53	Cortex-A53 × 2(4)	ARM A55 × 4	*
GPU	*	GC7000UL, GC520L	*	*
AI accelerator	BM1684 TPU	NPU	MLUv02	MLUv02
RAM	12 GB	32 bit LPDDR4	8 GB 64 bit 3733 MHz LPDDR4	*
Supported DL frameworks	Caffe, Tensorflow, PyTorch, Paddle, Mxnet	eIQ (support DeepviewRT, Tensorflow Lite (Micro), CMSIS-NN and Glow)	Tensorflow, PyTorch, Caffe, Mxnet	Tensorflow, PyTorch, Caffe, Mxnet`,
  `Company	Rockchip	Qualcomm	Apple	MediaTek	Hailo
Device	RK3566	Snapdragon 8gen3	A17pro	Dimensity 9300	Hailo-8 M.2 AI Acceleration Module
Computing power	1TOPS	4.6 TFLOPS	35TOPS	*	26TOPS
Power Consumption	5 W	10 W	11 W	10 W	2.5 W
CPU	Cortex-A55 × 4	Cortex-X4 + 5 × A720 + 2 × A520	A17	4x Arm Cortex-X4 at 3.25 GHz + 4x Arm Cortex-A720	*
GPU	Mali-G52	Adreno	A17 Pro	Arm Immortalis-G720 MC12	*
AI accelerator	NPU	Hexagon	Apple neural Engine	MediaTek APU 790	Hailo-8
RAM	4 GB	*	6 GB GPU memory	*	*
Supported DL frameworks	Caffe, Tensorflow, PyTorch, Mxnet	Pytorch	MLX	NeuroPilot	TensorFlow, ONNX, Keras, Pytorch`,
  `Company	AMD			Lattice	Xilinx
Device	Corazon-AI	Spartan-7-SP701	Versa-2VE3304	Avant-X70	PYNQ-Z1
Computing power	1352GOPS	160 DSP	31TOPS	400 MHz × 7200 INT8 DSP	125 MHz × 220 DSP
Power Consumption	12 V × 5 A AC Adaptor	12 W	*	*	*
CPU	Cortex-A53 × 4 + Cortex-R5 × 2	Cortex-M1 + Cortex-M3	Cortex-A78AE + Cortex-R52	*	2 × Cortex-A9
GPU	MALI-400MP2	*	Mali-G78AE	*	*
AI accelerator	FPGA AI engine(DPU)	FPGA	AIE-MLv2	FPGA	FPGA
RAM	1/2/4/8 GB DDR4	4 GB DDR3	*	*	512 MB DDR3
Supported DL frameworks	Caffe, Tensorflow, PyTorch, Keras	*	PyTorch, TensorFlow, ONNX	*	*`,
];

/** Every device of a table: its number, and what each row says of it. */
export function surveyDevices(): readonly { table: number; cells: Readonly<Record<string, string>> }[] {
  return tables.flatMap((text, index) => {
    const rows = text.split("\n").map((line) => line.split("\t"));
    const devices = (rows[1] ?? []).slice(1);
    return devices.map((_, column) => {
      const cells = rows.map(([name = "", ...values]) => [name, cellOf(name, values, column)]);
      return { table: index + 1, cells: Object.fromEntries(cells) as Record<string, string> };
    });
  });
}

function cellOf(name: string, values: readonly string[], column: number): string {
  const upToHere = values.slice(0, column + 1);
  return (name === "Company" ? upToHere.filter((it) => it !== "").at(-1) : values[column]) ?? "";
}
