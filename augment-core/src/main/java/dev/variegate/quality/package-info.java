/** Quality of generated images: classifiers as judges, PSNR, SSIM and comparison with originals. */
@API(status = API.Status.INTERNAL)
package dev.variegate.quality;

import org.apiguardian.api.API;
