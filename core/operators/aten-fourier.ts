import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["fft_fft", "Fourier transform."],
  ["fft_fft2", "Fourier transform of images."],
  ["fft_fftn", "Fourier transform over several axes."],
  ["fft_hfft", "Fourier transform of a Hermitian signal."],
  ["fft_hfft2", "Fourier transform of Hermitian images."],
  ["fft_hfftn", "Fourier transform of a Hermitian signal over several axes."],
  ["fft_ifft", "Inverse Fourier transform."],
  ["fft_ifft2", "Inverse Fourier transform of images."],
  ["fft_ifftn", "Inverse Fourier transform over several axes."],
  ["fft_ihfft", "Inverse Fourier transform to a Hermitian signal."],
  ["fft_ihfft2", "Inverse Fourier transform to Hermitian images."],
  ["fft_ihfftn", "Inverse Fourier transform to a Hermitian signal over several axes."],
  ["fft_irfft", "Inverse Fourier transform to real values."],
  ["fft_irfft2", "Inverse Fourier transform to real images."],
  ["fft_irfftn", "Inverse Fourier transform to real values over several axes."],
  ["fft_rfft", "Fourier transform of real values."],
  ["fft_rfft2", "Fourier transform of real images."],
  ["fft_rfftn", "Fourier transform of real values over several axes."],
  ["fft_fftshift", "The zero frequency moved to the middle."],
  ["fft_ifftshift", "The zero frequency moved back to the start."],
  ["istft", "Signal from short-time Fourier transforms."],
  ["stft", "Short-time Fourier transforms of a signal."],
] as const;

/** Fourier transforms; their products are not counted, as torchvision's convention has it. */
export const atenFourier: readonly Operator[] = atenFamily(rows, {
  howCounted: "Multiply-adds are 0 by convention: fast transforms are no matrix products.",
});
