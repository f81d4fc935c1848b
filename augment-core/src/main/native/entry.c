/* What Java calls: dev.variegate.pixel.kernel.NativeKernels. */
#include <jni.h>
#include <string.h>

#include "kernels.h"

static const kernels *of_level(jint level) {
  return level == 2 ? &avx512_kernels : level == 1 ? &avx2_kernels : &sse2_kernels;
}

/* Address, step, width, height, channels. */
static image at(JNIEnv *env, jlongArray numbers) {
  jlong n[5];
  (*env)->GetLongArrayRegion(env, numbers, 0, 5, n);
  return (image){(uint8_t *)n[0], n[1], (int32_t)n[2], (int32_t)n[3], (int32_t)n[4]};
}

static edge beyond(jint border, jint fill) {
  edge made = {border, {0}};
  memcpy(made.fill, &fill, sizeof fill);
  return made;
}

JNIEXPORT jint JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_bestLevel(JNIEnv *env, jclass self) {
  __builtin_cpu_init();
  int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vbmi");
  return wide ? 2 : __builtin_cpu_supports("avx2") ? 1 : 0;
}

/* The hash of the sources that this library was built from; a test compares it with them. */
JNIEXPORT jstring JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_sources(JNIEnv *env, jclass self) {
  return (*env)->NewStringUTF(env, SOURCES);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_warp(JNIEnv *env, jclass self, jint level,
    jlongArray from, jlongArray to, jdoubleArray back, jint border, jint fill) {
  double matrix[9];
  (*env)->GetDoubleArrayRegion(env, back, 0, 9, matrix);
  of_level(level)->warp(at(env, from), at(env, to), matrix, beyond(border, fill));
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_remap(JNIEnv *env, jclass self, jint level,
    jlongArray from, jlongArray to, jlong map, jlong step, jboolean relative, jint border, jint fill) {
  of_level(level)->remap(at(env, from), at(env, to), (const float *)map, step, relative, beyond(border, fill));
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_filter(JNIEnv *env, jclass self, jint level,
    jlongArray from, jlongArray to, jintArray taps) {
  jint *pairs = (*env)->GetIntArrayElements(env, taps, 0);
  if (pairs == 0) {
    return; /* out of memory, which is thrown */
  }
  of_level(level)->filter(at(env, from), at(env, to), (const tap *)pairs, (*env)->GetArrayLength(env, taps) / 2);
  (*env)->ReleaseIntArrayElements(env, taps, pairs, JNI_ABORT);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_convolve(JNIEnv *env, jclass self, jint level,
    jlongArray from, jlongArray to, jfloatArray weights, jint reach) {
  jfloat quadrant[(MOST_REACH + 1) * (MOST_REACH + 1)];
  (*env)->GetFloatArrayRegion(env, weights, 0, (reach + 1) * (reach + 1), quadrant);
  of_level(level)->convolve(at(env, from), at(env, to), quadrant, reach);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_zooms(JNIEnv *env, jclass self, jint level,
    jlongArray from, jlongArray to, jdoubleArray scales) {
  jdouble all[MOST_SCALES];
  jsize number = (*env)->GetArrayLength(env, scales);
  (*env)->GetDoubleArrayRegion(env, scales, 0, number, all);
  of_level(level)->zooms(at(env, from), at(env, to), all, number);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_colors(JNIEnv *env, jclass self, jint level,
    jlongArray from, jlongArray to, jfloatArray program, jint parts) {
  jfloat *numbers = (*env)->GetFloatArrayElements(env, program, 0);
  if (numbers == 0) {
    return; /* out of memory, which is thrown */
  }
  of_level(level)->colors(at(env, from), at(env, to), numbers, parts);
  (*env)->ReleaseFloatArrayElements(env, program, numbers, JNI_ABORT);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_moments(JNIEnv *env, jclass self, jint level,
    jlongArray from, jfloatArray program, jint parts, jdoubleArray moments) {
  jfloat *numbers = (*env)->GetFloatArrayElements(env, program, 0);
  if (numbers == 0) {
    return; /* out of memory, which is thrown */
  }
  double sums[9];
  of_level(level)->moments(at(env, from), numbers, parts, sums);
  (*env)->ReleaseFloatArrayElements(env, program, numbers, JNI_ABORT);
  (*env)->SetDoubleArrayRegion(env, moments, 0, 9, sums);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_sums(JNIEnv *env, jclass self, jint level,
    jlongArray from, jdoubleArray sums) {
  double totals[3];
  of_level(level)->sums(at(env, from), totals);
  (*env)->SetDoubleArrayRegion(env, sums, 0, 3, totals);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_normals(JNIEnv *env, jclass self, jint level,
    jlongArray to, jlong seed) {
  of_level(level)->normals(at(env, to), (uint64_t)seed);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_grain(JNIEnv *env, jclass self, jint level,
    jlongArray from, jlongArray to, jfloatArray numbers, jlong seed) {
  jfloat all[15];
  (*env)->GetFloatArrayRegion(env, numbers, 0, 15, all);
  of_level(level)->grain(at(env, from), at(env, to), all, (uint64_t)seed);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_lookUp(JNIEnv *env, jclass self, jint level,
    jlongArray from, jlongArray to, jbyteArray table) {
  jbyte levels[256];
  (*env)->GetByteArrayRegion(env, table, 0, 256, levels);
  of_level(level)->look_up(at(env, from), at(env, to), (const uint8_t *)levels);
}

JNIEXPORT void JNICALL Java_dev_variegate_pixel_kernel_NativeKernels_product(JNIEnv *env, jclass self, jint level,
    jlongArray first, jlongArray second, jlongArray result) {
  of_level(level)->product(at(env, first), at(env, second), at(env, result));
}
