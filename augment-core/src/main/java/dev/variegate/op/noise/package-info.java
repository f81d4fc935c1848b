/** Operations that add noise or lose detail, as sensors and lossy codecs do. */
@API(status = API.Status.STABLE)
package dev.variegate.op.noise;

import org.apiguardian.api.API;
