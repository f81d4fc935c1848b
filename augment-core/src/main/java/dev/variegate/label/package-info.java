/** Shapes in an image (boxes, polygons, keypoints, masks) and how they change with it. */
@API(status = API.Status.STABLE)
package dev.variegate.label;

import org.apiguardian.api.API;
