/** How good made images are: classifiers as judges, PSNR, SSIM and comparisons with originals. */
@API(status = API.Status.INTERNAL)
package dev.variegate.quality;

import org.apiguardian.api.API;
