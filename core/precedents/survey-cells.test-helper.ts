/**
 * Cells of the survey's Tables 6-9, typed from its text by hand: reference, network (for distillation the student), devices, size,
 * accuracy, speed as printed; "*" is the survey's sign for nothing stated.
 */
export const surveyCells = [
  [
    "6",
    "31",
    "MobileNet-based encoder/decoder network",
    "Jetson TX2",
    "3.93/1.34M",
    "RMSE: 0.599/0.604",
    "8.2/5.6 ms",
  ],
  ["6", "34", "YOLOV3", "Jetson TX2", "238.9/10.7 MB", "AP: 0.932/0.915", "3.7/8 FPS"],
  [
    "6",
    "38",
    "EdgeNet",
    "Jetson TX2 Jetson Nano",
    "3.95/1.7M",
    "RMSE 0.562/0.562",
    "19.5/11.4 ms 48.6/27.6 ms",
  ],
  ["6", "43", "MobileNet-V2", "Jetson Nano", "*", "Accuracy: */93.36%", "*"],
  ["7", "57", "Densenet", "Jetson Nano", "27.9/8.4 MB", "AUC: 0.81/0.77", "410 ms 24 ms"],
  ["7", "61", "YOLOV2-Tiny", "Jetson Nano", "*/11.7M", "mAP: 0.9738/0.974", "5/30.5 FPS"],
  ["7", "66", "XLSR", "Samsung Galaxy A21s", "*/22K", "SSIM: */51.02", "*/44.85 ms"],
  ["7", "69", "ResNet18", "Raspberry 4B", "*", "Accuracy: 93.54/91.45%", "274/45.8 ms"],
  ["8", "72", "DWARF EPE: 6.44", "Jetson TX2", "*", "*", "1.59s"],
  ["8", "82", "YOLOv3-Ms mAP:78.54%", "PYNQ-Z1", "*", "*", "0.56 s"],
  ["9", "87", "Resnet50", "Jetson Nano Jetson Xavier", "*", "MAE:*/5.25", "220/8 ms 30/5 ms"],
  ["9", "90", "YoloV4", "KV260 Movidius VPU", "63.9/1.02M", "mAP:0.7/0.721", "11/69 FPS */29.8 FPS"],
  ["9", "98", "Swin-Base ViT", "AGX orin", "87.90/6.88M", "Top-1 Acc(%):84.5/84.4", "140/369 fps"],
  ["9", "102", "MobileNetV1", "ZCU104", "82/8.2 MB", "*", "*"],
] as const;
