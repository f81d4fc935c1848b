/**
 * Shapes in an image (boxes, polygons, keypoints, masks) and what happens to them when the image
 * changes.
 */
@API(status = API.Status.STABLE)
package dev.variegate.label;

import org.apiguardian.api.API;
