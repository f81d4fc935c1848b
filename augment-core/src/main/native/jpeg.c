/* What Java calls: dev.variegate.codec.Libjpeg. JPEG files by libjpeg-turbo itself. */
#include <jni.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

/* The hash of this file, for a test that compares it. */
JNIEXPORT jstring JNICALL Java_dev_variegate_codec_Libjpeg_sources(JNIEnv *env, jclass self) {
  return (*env)->NewStringUTF(env, SOURCES);
}

/* Errors and warnings end the work: a warning stands for damage, and whether that costs the image is for a whole
   decode to tell. */
typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf ended;
  int out_of_memory;
} errors;

static void error_exit(j_common_ptr info) {
  errors *failures = (errors *)info->err;
  failures->out_of_memory = failures->manager.msg_code == JERR_OUT_OF_MEMORY;
  longjmp(failures->ended, 1);
}

static void emit_message(j_common_ptr info, int level) {
  if (level < 0) {
    error_exit(info);
  }
}

static void no_message(j_common_ptr info) {}

static void no_format(j_common_ptr info, char *text) {
  *text = 0;
}

static struct jpeg_error_mgr *silent(errors *failures) {
  memset(failures, 0, sizeof *failures);
  failures->manager.error_exit = error_exit;
  failures->manager.emit_message = emit_message;
  failures->manager.output_message = no_message;
  failures->manager.format_message = no_format;
  failures->manager.reset_error_mgr = no_message;
  return &failures->manager;
}

static void throw_out_of_memory(JNIEnv *env) {
  jclass error = (*env)->FindClass(env, "java/lang/OutOfMemoryError");
  if (error != NULL) {
    (*env)->ThrowNew(env, error, "native memory for a JPEG");
  }
}

/* A copy for the length of the call: a pinned array would hold the collector up. */
static uint8_t *copied(JNIEnv *env, jbyteArray array, jsize length) {
  uint8_t *bytes = malloc(length > 0 ? length : 1);
  if (bytes != NULL) {
    (*env)->GetByteArrayRegion(env, array, 0, length, (jbyte *)bytes);
  }
  return bytes;
}

/* --- Some rows --- */

typedef struct {
  uint8_t *to; /* its first row, red first */
  size_t step;
  JDIMENSION width, height;
  int channels;
} raster;

static int is_plain(const struct jpeg_decompress_struct *jpeg, const raster *image) {
  J_COLOR_SPACE color = jpeg->jpeg_color_space;
  return !jpeg->progressive_mode && !jpeg->arith_code && jpeg->image_width == image->width &&
         jpeg->image_height == image->height &&
         (image->channels == 1 ? color == JCS_GRAYSCALE : color == JCS_YCbCr || color == JCS_RGB);
}

/* Writes the rows from first to end, and no others; whether it could. */
static int decode(const uint8_t *encoded, size_t length, JDIMENSION first, JDIMENSION end, const raster *image) {
  struct jpeg_decompress_struct jpeg;
  errors failures;
  jpeg.err = silent(&failures);
  if (setjmp(failures.ended)) {
    jpeg_destroy_decompress(&jpeg);
    return 0;
  }
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, encoded, length);
  jpeg_read_header(&jpeg, TRUE);
  int can = is_plain(&jpeg, image);
  if (can) {
    jpeg.out_color_space = image->channels == 1 ? JCS_GRAYSCALE : JCS_EXT_RGB;
    jpeg_start_decompress(&jpeg);
    if (first > 0) {
      jpeg_skip_scanlines(&jpeg, first);
    }
    while (jpeg.output_scanline < end) {
      JSAMPROW row = image->to + jpeg.output_scanline * image->step;
      jpeg_read_scanlines(&jpeg, &row, 1);
    }
  }
  jpeg_destroy_decompress(&jpeg);
  return can;
}

JNIEXPORT jboolean JNICALL Java_dev_variegate_codec_Libjpeg_rows(JNIEnv *env, jclass self, jbyteArray jpeg, jint first,
    jint end, jlong to, jlong step, jint width, jint height, jint channels) {
  jsize length = (*env)->GetArrayLength(env, jpeg);
  uint8_t *encoded = copied(env, jpeg, length);
  if (encoded == NULL) {
    return JNI_FALSE;
  }
  raster image = {(uint8_t *)to, step, width, height, channels};
  int done = decode(encoded, length, first, end, &image);
  free(encoded);
  return done ? JNI_TRUE : JNI_FALSE;
}

/* --- Encoding --- */

/* A destination that keeps its buffer when libjpeg fails, to be freed by whoever made it. */
typedef struct {
  struct jpeg_destination_mgr manager;
  uint8_t *bytes;
  size_t size, capacity;
} output;

enum { FIRST_CAPACITY = 1 << 16 };

static void grow(j_compress_ptr jpeg, output *to, size_t capacity) {
  uint8_t *more = realloc(to->bytes, capacity);
  if (more == NULL) {
    ERREXIT1(jpeg, JERR_OUT_OF_MEMORY, 0);
  }
  to->manager.next_output_byte = more + to->capacity;
  to->manager.free_in_buffer = capacity - to->capacity;
  to->bytes = more;
  to->capacity = capacity;
}

static void init_destination(j_compress_ptr jpeg) {
  output *to = (output *)jpeg->dest;
  to->capacity = 0;
  grow(jpeg, to, FIRST_CAPACITY);
}

static boolean empty_output_buffer(j_compress_ptr jpeg) {
  output *to = (output *)jpeg->dest;
  grow(jpeg, to, 2 * to->capacity);
  return TRUE;
}

static void term_destination(j_compress_ptr jpeg) {
  output *to = (output *)jpeg->dest;
  to->size = to->capacity - to->manager.free_in_buffer;
}

static void write_to(j_compress_ptr jpeg, output *to) {
  memset(to, 0, sizeof *to);
  to->manager.init_destination = init_destination;
  to->manager.empty_output_buffer = empty_output_buffer;
  to->manager.term_destination = term_destination;
  jpeg->dest = &to->manager;
}

/* What was written, which is freed; NULL where it is more than an array holds. */
static jbyteArray array_of(JNIEnv *env, output *to) {
  jbyteArray array = to->size > INT32_MAX ? NULL : (*env)->NewByteArray(env, to->size);
  if (array != NULL) {
    (*env)->SetByteArrayRegion(env, array, 0, to->size, (const jbyte *)to->bytes);
  }
  free(to->bytes);
  return array;
}

typedef struct {
  struct jpeg_compress_struct jpeg;
  errors failures;
  output to;
} encoder;

/* As OpenCV's encoder is set; whether it could. */
static int encode(encoder *made, const raster *image, int quality) {
  j_compress_ptr jpeg = &made->jpeg;
  jpeg->err = silent(&made->failures);
  if (setjmp(made->failures.ended)) {
    jpeg_destroy_compress(jpeg);
    return 0;
  }
  jpeg_create_compress(jpeg);
  write_to(jpeg, &made->to);
  jpeg->image_width = image->width;
  jpeg->image_height = image->height;
  jpeg->input_components = image->channels;
  jpeg->in_color_space = image->channels == 1 ? JCS_GRAYSCALE : JCS_EXT_RGB;
  jpeg_set_defaults(jpeg);
  jpeg_set_quality(jpeg, quality, TRUE);
  jpeg_start_compress(jpeg, TRUE);
  while (jpeg->next_scanline < jpeg->image_height) {
    JSAMPROW row = image->to + jpeg->next_scanline * image->step;
    jpeg_write_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_compress(jpeg);
  jpeg_destroy_compress(jpeg);
  return 1;
}

JNIEXPORT jbyteArray JNICALL Java_dev_variegate_codec_Libjpeg_encoded(JNIEnv *env, jclass self, jlong from, jlong step,
    jint width, jint height, jint channels, jint quality) {
  raster image = {(uint8_t *)(intptr_t)from, step, width, height, channels};
  encoder made;
  memset(&made, 0, sizeof made);
  if (encode(&made, &image, quality)) {
    return array_of(env, &made.to);
  }
  free(made.to.bytes);
  return NULL;
}

/* --- Coefficients in other places --- */

enum { MIRROR_X = 1, MIRROR_Y = 2, SWAP = 4 };

/* What to do: a window of the file's image, mirrored, and last its axes swapped; the sum of the flags says how. */
typedef struct {
  JDIMENSION x, y, width, height;
  int how;
  int gray; /* whether the colors are left out */
} change;

/* The side of a window that becomes the first one of the result; -1 where that is no border of a block, or the window
   leaves the image. */
static int64_t begin(JDIMENSION from, JDIMENSION length, JDIMENSION side, int block, int mirrored) {
  int64_t end = (int64_t)from + length;
  int64_t border = mirrored ? end : from;
  return end <= side && border % block == 0 ? border : -1;
}

enum { MAX_COEFFICIENT = 1023 }; /* of the standard Huffman tables: 10 bits and a sign (T.81, F.1.2) */

/* The frequencies of a block with its pixels mirrored or its axes swapped (odd ones change their sign where pixels
   are mirrored: the cosines of T.81, A.3.3). Whether all of them can be written. */
static int transform_block(const JCOEF *from, JCOEF *to, int how) {
  int can = 1;
  for (int v = 0; v < DCTSIZE; v++) {
    for (int u = 0; u < DCTSIZE; u++) {
      int odd = ((how & MIRROR_X) && (u & 1)) != ((how & MIRROR_Y) && (v & 1));
      JCOEF value = from[v * DCTSIZE + u];
      can &= value >= -MAX_COEFFICIENT && value <= MAX_COEFFICIENT;
      to[how & SWAP ? u * DCTSIZE + v : v * DCTSIZE + u] = odd ? -value : value;
    }
  }
  return can;
}

/* A file whose coefficients were read, and the scratch of who works on it. */
typedef struct {
  struct jpeg_decompress_struct source;
  struct jpeg_compress_struct result;
  errors failures;
  jvirt_barray_ptr *coefficients;
  output to;
} jpeg_file;

static void close_file(jpeg_file *file) {
  jpeg_destroy_decompress(&file->source);
  free(file);
}

/* Whether it could be read without a warning. */
static int read_file(jpeg_file *file, const uint8_t *encoded, size_t length) {
  file->source.err = file->result.err = silent(&file->failures);
  if (setjmp(file->failures.ended)) {
    return 0;
  }
  jpeg_create_decompress(&file->source);
  jpeg_mem_src(&file->source, encoded, length);
  jpeg_read_header(&file->source, TRUE);
  file->coefficients = jpeg_read_coefficients(&file->source);
  return 1;
}

/* One component of the result. */
typedef struct {
  jvirt_barray_ptr from, to;
  JDIMENSION left, top;     /* of the window's block that becomes the first, in blocks of the source */
  JDIMENSION columns, rows; /* of the result's blocks */
  JDIMENSION across, down;  /* of the source's blocks */
} component;

/* A block of the source; beyond its last one, which happens in what an encoder pads, the last. */
static JDIMENSION clamped(int64_t at, JDIMENSION number) {
  return at < 0 ? 0 : at >= number ? number - 1 : at;
}

static int fill(jpeg_file *file, const component *part, int how) {
  j_common_ptr source = (j_common_ptr)&file->source, result = (j_common_ptr)&file->result;
  int swap = how & SWAP;
  int can = 1;
  for (JDIMENSION row = 0; row < part->rows; row++) {
    JBLOCKROW to = result->mem->access_virt_barray(result, part->to, row, 1, TRUE)[0];
    for (JDIMENSION column = 0; column < part->columns; column++) {
      int64_t x = swap ? row : column;
      int64_t y = swap ? column : row;
      JDIMENSION at = clamped(how & MIRROR_X ? (int64_t)part->left - 1 - x : part->left + x, part->across);
      JDIMENSION above = clamped(how & MIRROR_Y ? (int64_t)part->top - 1 - y : part->top + y, part->down);
      JBLOCKROW from = source->mem->access_virt_barray(source, part->from, above, 1, FALSE)[0];
      can &= transform_block(from[at], to[column], how);
    }
  }
  return can;
}

/* As jpeg_copy_critical_parameters has them, for the result's size and orientation. */
static void describe(jpeg_file *file, const change *asked) {
  j_compress_ptr result = &file->result;
  jpeg_copy_critical_parameters(&file->source, result);
  result->image_width = asked->how & SWAP ? asked->height : asked->width;
  result->image_height = asked->how & SWAP ? asked->width : asked->height;
  if (result->num_components == 1) {
    result->comp_info[0].h_samp_factor = result->comp_info[0].v_samp_factor = 1;
  }
  if (!(asked->how & SWAP)) {
    return;
  }
  for (int i = 0; i < NUM_QUANT_TBLS; i++) {
    JQUANT_TBL *table = result->quant_tbl_ptrs[i];
    for (int v = 0; table != NULL && v < DCTSIZE; v++) {
      for (int u = 0; u < v; u++) {
        UINT16 value = table->quantval[v * DCTSIZE + u];
        table->quantval[v * DCTSIZE + u] = table->quantval[u * DCTSIZE + v];
        table->quantval[u * DCTSIZE + v] = value;
      }
    }
  }
  for (int i = 0; i < result->num_components; i++) {
    jpeg_component_info *info = &result->comp_info[i];
    int across = info->h_samp_factor;
    info->h_samp_factor = info->v_samp_factor;
    info->v_samp_factor = across;
  }
}

static JDIMENSION units(JDIMENSION pixels, int most) {
  JDIMENSION unit = most * DCTSIZE;
  return (pixels + unit - 1) / unit;
}

/* Whether the colors are such that the change can be made of them. */
static int has_colors_for(const struct jpeg_decompress_struct *source, const change *asked) {
  J_COLOR_SPACE color = source->jpeg_color_space;
  return color == JCS_GRAYSCALE || color == JCS_YCbCr || (color == JCS_RGB && !asked->gray);
}

static int recode(jpeg_file *file, const change *asked) {
  j_decompress_ptr source = &file->source;
  j_common_ptr result = (j_common_ptr)&file->result;
  if (!has_colors_for(source, asked)) {
    return 0;
  }
  int alone = source->num_components == 1; /* comes block by block, whatever its factors are */
  int most_across = alone ? 1 : source->max_h_samp_factor;
  int most_down = alone ? 1 : source->max_v_samp_factor;
  int64_t left = begin(asked->x, asked->width, source->image_width, most_across * DCTSIZE, asked->how & MIRROR_X);
  int64_t top = begin(asked->y, asked->height, source->image_height, most_down * DCTSIZE, asked->how & MIRROR_Y);
  if (left < 0 || top < 0) {
    return 0;
  }
  int swap = asked->how & SWAP;
  component parts[MAX_COMPONENTS];
  jvirt_barray_ptr to[MAX_COMPONENTS];
  for (int i = 0; i < source->num_components; i++) {
    int h = alone ? 1 : source->comp_info[i].h_samp_factor;
    int v = alone ? 1 : source->comp_info[i].v_samp_factor;
    component *part = &parts[i];
    part->left = left * h / (most_across * DCTSIZE);
    part->top = top * v / (most_down * DCTSIZE);
    JDIMENSION across = units(asked->width, most_across) * h; /* whole units of the encoder */
    JDIMENSION down = units(asked->height, most_down) * v;
    part->columns = swap ? down : across;
    part->rows = swap ? across : down;
    part->from = file->coefficients[i];
    part->across = source->comp_info[i].width_in_blocks;
    part->down = source->comp_info[i].height_in_blocks;
    part->to = to[i] = result->mem->request_virt_barray(result, JPOOL_IMAGE, asked->gray && i > 0, part->columns,
        part->rows, swap ? h : v);
  }
  describe(file, asked);
  write_to(&file->result, &file->to);
  jpeg_write_coefficients(&file->result, to); /* which allots what was requested */
  for (int i = 0; i < source->num_components; i++) {
    if ((!asked->gray || i == 0) && !fill(file, &parts[i], asked->how)) {
      return 0;
    }
  }
  jpeg_finish_compress(&file->result);
  return 1;
}

/* Whether it could. */
static int changed(jpeg_file *file, const change *asked) {
  memset(&file->to, 0, sizeof file->to);
  if (setjmp(file->failures.ended)) {
    jpeg_destroy_compress(&file->result);
    return 0;
  }
  jpeg_create_compress(&file->result);
  int done = recode(file, asked);
  jpeg_destroy_compress(&file->result);
  return done;
}

JNIEXPORT jlong JNICALL Java_dev_variegate_codec_Libjpeg_open(JNIEnv *env, jclass self, jbyteArray jpeg) {
  jsize length = (*env)->GetArrayLength(env, jpeg);
  uint8_t *encoded = copied(env, jpeg, length);
  jpeg_file *file = encoded == NULL ? NULL : calloc(1, sizeof *file);
  if (file == NULL) {
    free(encoded);
    throw_out_of_memory(env);
    return 0;
  }
  int done = read_file(file, encoded, length);
  free(encoded); /* all of it was read */
  if (done) {
    return (jlong)(intptr_t)file;
  }
  if (file->failures.out_of_memory) {
    throw_out_of_memory(env);
  }
  close_file(file);
  return 0;
}

JNIEXPORT void JNICALL Java_dev_variegate_codec_Libjpeg_close(JNIEnv *env, jclass self, jlong file) {
  close_file((jpeg_file *)(intptr_t)file);
}

JNIEXPORT jbyteArray JNICALL Java_dev_variegate_codec_Libjpeg_transformed(JNIEnv *env, jclass self, jlong opened,
    jint x, jint y, jint width, jint height, jint how, jboolean gray) {
  jpeg_file *file = (jpeg_file *)(intptr_t)opened;
  change asked = {x, y, width, height, how, gray};
  file->failures.out_of_memory = 0;
  if (changed(file, &asked)) {
    return array_of(env, &file->to);
  }
  free(file->to.bytes);
  if (file->failures.out_of_memory) {
    throw_out_of_memory(env);
  }
  return NULL;
}
