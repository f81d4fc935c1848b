/**
 * The primitive forms (geometric, displacement field, pointwise, neighborhood) that drawn steps are
 * lowered to and fused in.
 */
@API(status = API.Status.STABLE)
package dev.variegate.form;

import org.apiguardian.api.API;
