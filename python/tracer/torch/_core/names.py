"""Names that torch has and the stand-in has not, so that the two kinds of unknown names are told apart."""

from __future__ import annotations

FUNCTION_NAMES = frozenset(
    (
        "affine_grid_generator alpha_dropout_ as_strided_scatter batch_norm_backward_elemt "
        "batch_norm_backward_reduce batch_norm_elemt batch_norm_gather_stats "
        "batch_norm_gather_stats_with_counts batch_norm_stats batch_norm_update_stats ccol_indices_copy "
        "choose_qparams_optimized classproperty col_indices_copy crow_indices_copy "
        "cudnn_affine_grid_generator cudnn_batch_norm cudnn_convolution cudnn_convolution_add_relu "
        "cudnn_convolution_relu cudnn_convolution_transpose cudnn_grid_sampler cudnn_is_acceptable "
        "dequantize "
        "dsmm eig embedding_renorm_ empty_quantized fake_quantize_per_channel_affine "
        "fake_quantize_per_tensor_affine fbgemm_linear_fp16_weight fbgemm_linear_fp16_weight_fp32_activation "
        "fbgemm_linear_int8_weight fbgemm_linear_int8_weight_fp32_activation fbgemm_linear_quantize_weight "
        "fbgemm_pack_gemm_matrix_fp16 fbgemm_pack_quantized_matrix feature_alpha_dropout_ feature_dropout "
        "feature_dropout_ fork from_file fused_moving_avg_obs_fake_quant geqrf get_autocast_ipu_dtype "
        "get_autocast_xla_dtype get_device_module get_file_path grid_sampler grid_sampler_2d grid_sampler_3d "
        "gru hash_tensor histogramdd hsmm hspmm import_ir_module import_ir_module_from_buffer indices_copy "
        "int_repr is_autocast_ipu_enabled is_autocast_xla_enabled lobpcg lstm lstsq matrix_rank "
        "merge_type_from_type_comment miopen_batch_norm miopen_convolution miopen_convolution_add_relu "
        "miopen_convolution_relu miopen_convolution_transpose miopen_ctc_loss miopen_depthwise_convolution "
        "miopen_rnn mkldnn_adaptive_avg_pool2d mkldnn_convolution mkldnn_linear_backward_weights "
        "mkldnn_max_pool2d mkldnn_max_pool3d mkldnn_rnn_layer native_batch_norm native_dropout "
        "native_group_norm native_norm ormqr parse_ir parse_schema parse_type_comment "
        "prepare_multiprocessing_environment profiler_allow_cudagraph_cupti_lazy_reinit_cuda12 "
        "q_per_channel_axis q_per_channel_scales q_per_channel_zero_points q_scale q_zero_point "
        "quantize_per_tensor_dynamic quantized_batch_norm quantized_gru quantized_gru_cell quantized_lstm "
        "quantized_lstm_cell quantized_max_pool1d quantized_max_pool2d quantized_max_pool3d "
        "quantized_rnn_relu_cell quantized_rnn_tanh_cell resize_as_sparse_ rnn_relu rnn_tanh "
        "row_indices_copy "
        "saddmm segment_reduce set_autocast_cpu_dtype set_autocast_cpu_enabled set_autocast_dtype "
        "set_autocast_ipu_dtype set_autocast_ipu_enabled set_autocast_xla_dtype set_autocast_xla_enabled "
        "slice_copy slice_inverse smm solve sparse_bsc_tensor sparse_compressed_tensor split_copy "
        "split_with_sizes_copy spmm sspaddmm sym_constrain_range sym_constrain_range_for_size sym_fresh_size "
        "symeig thread_safe_generator to_dlpack unbind_copy unify_type_list values_copy wait"
    ).split()
)
METHOD_NAMES = frozenset(
    (
        "as_strided_scatter ccol_indices col_indices const_data_ptr crow_indices dequantize eig geqrf "
        "grad_dtype hash_tensor index int_repr is_distributed lstsq lu lu_solve map2_ module_load "
        "mtia orgqr ormqr polygamma_ q_per_channel_axis q_per_channel_scales q_per_channel_zero_points "
        "q_scale q_zero_point qscheme reinforce resize resize_as resize_as_sparse_ row_indices slice_inverse "
        "smm solve sparse_mask sparse_resize_ sparse_resize_and_clear_ sspaddmm symeig to_mkldnn "
        "to_padded_tensor volatile"
    ).split()
)
