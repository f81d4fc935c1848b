/** Sources and sinks for labeled images: COCO, Pascal VOC and YOLO. */
@API(status = API.Status.INTERNAL)
package dev.variegate.io.annotation;

import org.apiguardian.api.API;
