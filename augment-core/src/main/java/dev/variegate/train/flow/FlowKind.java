package dev.variegate.train.flow;

/** What brings the channels into the order in which a coupling changes them. */
public enum FlowKind {
  /**
   * Fixed orders, which make the masks of RealNVP: checkerboard both ways, then halves of the
   * channels both ways. Source: Dinh et al., "Density estimation using Real NVP", arXiv:1605.08803,
   * section 3.4.
   */
  REAL_NVP,
  /**
   * A learned 1x1 convolution. Source: Kingma and Dhariwal, "Glow: generative flow with invertible
   * 1x1 convolutions", arXiv:1807.03039, section 3.2.
   */
  GLOW
}
