/**
 * The primitive forms (geometric, displacement field, pointwise, neighborhood) to which drawn steps
 * are lowered and fused.
 */
@API(status = API.Status.STABLE)
package dev.variegate.form;

import org.apiguardian.api.API;
