/** Sources and sinks of images with labels: COCO, Pascal VOC and YOLO. */
@API(status = API.Status.INTERNAL)
package dev.variegate.io.annotation;

import org.apiguardian.api.API;
