/** Policies as YAML or JSON and back. */
@API(status = API.Status.STABLE)
package dev.variegate.policy.text;

import org.apiguardian.api.API;
