/** Import of policies written for Albumentations or timm. */
@API(status = API.Status.INTERNAL)
package dev.variegate.policy.imported;

import org.apiguardian.api.API;
