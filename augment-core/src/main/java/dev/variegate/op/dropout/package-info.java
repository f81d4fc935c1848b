/** Operations that hide parts of an image. */
@API(status = API.Status.STABLE)
package dev.variegate.op.dropout;

import org.apiguardian.api.API;
