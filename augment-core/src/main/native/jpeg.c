/* What Java calls: dev.variegate.codec.Libjpeg. JPEG files by libjpeg-turbo, where OpenCV would decode too much. */
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

/* Whatever libjpeg has to say ends its work: a warning stands for damage too, and whether that costs the image is for
   a whole decode to tell. */
typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf given_up;
} errors;

static void give_up(j_common_ptr info) {
  longjmp(((errors *)info->err)->given_up, 1);
}

static void heed(j_common_ptr info, int level) {
  if (level < 0) {
    give_up(info);
  }
}

static void say_nothing(j_common_ptr info) {}

static void format_nothing(j_common_ptr info, char *text) {
  *text = 0;
}

static struct jpeg_error_mgr *silent(errors *failures) {
  memset(failures, 0, sizeof *failures);
  failures->manager.error_exit = give_up;
  failures->manager.emit_message = heed;
  failures->manager.output_message = say_nothing;
  failures->manager.format_message = format_nothing;
  failures->manager.reset_error_mgr = say_nothing;
  return &failures->manager;
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
  uint8_t *to; /* its first row */
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
  if (setjmp(failures.given_up)) {
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

/* --- Coefficients in other places --- */

enum { MIRROR_X = 1, MIRROR_Y = 2, SWAP = 4 };

/* What to do: a window of the file's image, mirrored, and last its axes swapped; the sum of the flags says how. */
typedef struct {
  JDIMENSION x, y, width, height;
  int how;
  int gray; /* whether the colors are left out */
} change;

/* Where a stretch of an axis begins, counted from the side that the result begins at, in whole pixels of blocks; -1
   where it does not begin at a block's border. */
static int64_t begin(JDIMENSION from, JDIMENSION length, JDIMENSION side, int block, int mirrored) {
  int64_t border = mirrored ? (int64_t)from + length : from;
  return border <= side && border % block == 0 ? border : -1;
}

/* The frequencies of a block with its pixels mirrored or its axes swapped (odd ones change their sign where pixels
   are mirrored: the cosines of T.81, A.3.3). */
static void place(const JCOEF *from, JCOEF *to, int how) {
  for (int v = 0; v < DCTSIZE; v++) {
    for (int u = 0; u < DCTSIZE; u++) {
      int odd = ((how & MIRROR_X) && (u & 1)) != ((how & MIRROR_Y) && (v & 1));
      JCOEF value = from[v * DCTSIZE + u];
      to[how & SWAP ? u * DCTSIZE + v : v * DCTSIZE + u] = odd ? -value : value;
    }
  }
}

/* One component of the result. */
typedef struct {
  jvirt_barray_ptr from, to;
  JDIMENSION left, top;       /* of the window's block that becomes the first, in blocks of the source */
  JDIMENSION columns, rows;   /* of the result's blocks */
  JDIMENSION across, down;    /* of the source's blocks */
} component;

/* A block of the source; beyond its last one, which happens in what an encoder pads, the last. */
static JDIMENSION within(int64_t at, JDIMENSION number) {
  return at < 0 ? 0 : at >= number ? number - 1 : at;
}

static void fill(j_decompress_ptr source, const component *part, int how) {
  j_common_ptr common = (j_common_ptr)source;
  int swap = how & SWAP;
  for (JDIMENSION row = 0; row < part->rows; row++) {
    JBLOCKROW to = source->mem->access_virt_barray(common, part->to, row, 1, TRUE)[0];
    for (JDIMENSION column = 0; column < part->columns; column++) {
      int64_t x = swap ? row : column;
      int64_t y = swap ? column : row;
      JDIMENSION at = within(how & MIRROR_X ? (int64_t)part->left - 1 - x : part->left + x, part->across);
      JDIMENSION above = within(how & MIRROR_Y ? (int64_t)part->top - 1 - y : part->top + y, part->down);
      JBLOCKROW from = source->mem->access_virt_barray(common, part->from, above, 1, FALSE)[0];
      place(from[at], to[column], how);
    }
  }
}

/* As jpeg_copy_critical_parameters has them, for the result's size and orientation. */
static void describe(j_decompress_ptr source, j_compress_ptr result, const change *asked) {
  jpeg_copy_critical_parameters(source, result);
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

typedef struct {
  struct jpeg_decompress_struct source;
  struct jpeg_compress_struct result;
  errors failures;
  unsigned char *bytes;
  unsigned long size;
} recoder;

static int recode(recoder *r, const change *asked) {
  j_decompress_ptr source = &r->source;
  jpeg_read_header(source, TRUE);
  J_COLOR_SPACE color = source->jpeg_color_space;
  if (color != JCS_GRAYSCALE && color != JCS_YCbCr && (asked->gray || color != JCS_RGB)) {
    return 0;
  }
  /* A single component comes block by block, whatever its factors are. */
  int alone = source->num_components == 1;
  int most_across = 1, most_down = 1;
  for (int i = 0; i < source->num_components && !alone; i++) {
    jpeg_component_info *info = &source->comp_info[i];
    most_across = info->h_samp_factor > most_across ? info->h_samp_factor : most_across;
    most_down = info->v_samp_factor > most_down ? info->v_samp_factor : most_down;
  }
  int64_t left = begin(asked->x, asked->width, source->image_width, most_across * DCTSIZE, asked->how & MIRROR_X);
  int64_t top = begin(asked->y, asked->height, source->image_height, most_down * DCTSIZE, asked->how & MIRROR_Y);
  if (left < 0 || top < 0) {
    return 0;
  }
  int swap = asked->how & SWAP;
  component parts[MAX_COMPONENTS];
  jvirt_barray_ptr to[MAX_COMPONENTS];
  /* Asked for before jpeg_read_coefficients, which allots all there is to allot. */
  for (int i = 0; i < source->num_components; i++) {
    int h = alone ? 1 : source->comp_info[i].h_samp_factor;
    int v = alone ? 1 : source->comp_info[i].v_samp_factor;
    component *part = &parts[i];
    part->left = left * h / (most_across * DCTSIZE);
    part->top = top * v / (most_down * DCTSIZE);
    /* Whole units of the encoder. */
    JDIMENSION across = units(asked->width, most_across) * h;
    JDIMENSION down = units(asked->height, most_down) * v;
    part->columns = swap ? down : across;
    part->rows = swap ? across : down;
    part->to = to[i] = source->mem->request_virt_barray((j_common_ptr)source, JPOOL_IMAGE, asked->gray && i > 0,
        part->columns, part->rows, swap ? h : v);
  }
  jvirt_barray_ptr *from = jpeg_read_coefficients(source);
  describe(source, &r->result, asked);
  r->result.image_width = swap ? asked->height : asked->width;
  r->result.image_height = swap ? asked->width : asked->height;
  jpeg_mem_dest(&r->result, &r->bytes, &r->size);
  jpeg_write_coefficients(&r->result, to);
  for (int i = 0; i < source->num_components; i++) {
    parts[i].from = from[i];
    parts[i].across = source->comp_info[i].width_in_blocks;
    parts[i].down = source->comp_info[i].height_in_blocks;
    if (!asked->gray || i == 0) {
      fill(source, &parts[i], asked->how);
    }
  }
  jpeg_finish_compress(&r->result);
  jpeg_finish_decompress(source);
  return 1;
}

static void close_both(recoder *r) {
  jpeg_destroy_compress(&r->result);
  jpeg_destroy_decompress(&r->source);
}

/* Whether it could; the bytes are to be freed in any case. */
static int changed(recoder *r, const uint8_t *encoded, size_t length, const change *asked) {
  memset(r, 0, sizeof *r);
  r->source.err = r->result.err = silent(&r->failures);
  if (setjmp(r->failures.given_up)) {
    close_both(r);
    return 0;
  }
  jpeg_create_decompress(&r->source);
  jpeg_create_compress(&r->result);
  jpeg_mem_src(&r->source, encoded, length);
  int done = recode(r, asked);
  close_both(r);
  return done;
}

JNIEXPORT jbyteArray JNICALL Java_dev_variegate_codec_Libjpeg_transformed(JNIEnv *env, jclass self, jbyteArray jpeg,
    jint x, jint y, jint width, jint height, jint how, jboolean gray) {
  jsize length = (*env)->GetArrayLength(env, jpeg);
  uint8_t *encoded = copied(env, jpeg, length);
  if (encoded == NULL) {
    return NULL;
  }
  change asked = {x, y, width, height, how, gray};
  recoder work;
  jbyteArray array = NULL;
  if (changed(&work, encoded, length, &asked)) {
    array = (*env)->NewByteArray(env, work.size);
    if (array != NULL) {
      (*env)->SetByteArrayRegion(env, array, 0, work.size, (const jbyte *)work.bytes);
    }
  }
  free(work.bytes);
  free(encoded);
  return array;
}
