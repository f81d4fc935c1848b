/** Reading and writing policies as YAML or JSON. */
@API(status = API.Status.STABLE)
package dev.variegate.policy.text;

import org.apiguardian.api.API;
