package dev.variegate.pixel.kernel;

import java.util.List;

class JavaKernelsTest extends KernelsContract {

  @Override
  List<Kernels> kernels() {
    return List.of(new JavaKernels());
  }
}
