//! Traits of other namespaces that mean nothing to Tinsmith: those that Smithy's own packages and
//! AWS's define. A model that is exported without their definitions is right all the same.

/// Absolute IDs, sorted.
pub(in crate::smithy::traits) const FOREIGN: &[&str] = &[
    "aws.api#arn",
    "aws.api#arnReference",
    "aws.api#awsChunked",
    "aws.api#clientDiscoveredEndpoint",
    "aws.api#clientEndpointDiscovery",
    "aws.api#clientEndpointDiscoveryId",
    "aws.api#controlPlane",
    "aws.api#data",
    "aws.api#dataPlane",
    "aws.api#tagEnabled",
    "aws.api#taggable",
    "aws.apigateway#apiKeyRequired",
    "aws.apigateway#apiKeySource",
    "aws.apigateway#apiTlsPolicy",
    "aws.apigateway#authorizer",
    "aws.apigateway#authorizers",
    "aws.apigateway#endpointConfiguration",
    "aws.apigateway#gatewayResponses",
    "aws.apigateway#integration",
    "aws.apigateway#minimumCompressionSize",
    "aws.apigateway#mockIntegration",
    "aws.apigateway#requestValidator",
    "aws.apigateway#resourcePolicy",
    "aws.auth#cognitoUserPools",
    "aws.auth#cognitoUserPoolsScopes",
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "aws.auth#unsignedPayload",
    "aws.cloudformation#cfnAdditionalIdentifier",
    "aws.cloudformation#cfnDefaultValue",
    "aws.cloudformation#cfnExcludeProperty",
    "aws.cloudformation#cfnMutability",
    "aws.cloudformation#cfnName",
    "aws.cloudformation#cfnResource",
    "aws.customizations#s3UnwrappedXmlOutput",
    "aws.endpoints#dualStackOnlyEndpoints",
    "aws.endpoints#endpointsModifier",
    "aws.endpoints#rulesBasedEndpoints",
    "aws.endpoints#standardPartitionalEndpoints",
    "aws.endpoints#standardRegionalEndpoints",
    "aws.iam#actionName",
    "aws.iam#actionPermissionDescription",
    "aws.iam#conditionKeyValue",
    "aws.iam#conditionKeys",
    "aws.iam#defineConditionKeys",
    "aws.iam#disableConditionKeyInference",
    "aws.iam#iamAction",
    "aws.iam#iamResource",
    "aws.iam#requiredActions",
    "aws.iam#serviceResolvedConditionKeys",
    "aws.iam#supportedPrincipalTypes",
    "aws.protocols#awsQueryCompatible",
    "aws.protocols#awsQueryError",
    "aws.protocols#ec2QueryName",
    "aws.protocols#httpChecksum",
    "smithy.contracts#conditions",
    "smithy.mqtt#mqttJson",
    "smithy.mqtt#publish",
    "smithy.mqtt#subscribe",
    "smithy.mqtt#topicLabel",
    "smithy.openapi#specificationExtension",
    "smithy.protocols#rpcv2Json",
    "smithy.rules#clientContextParams",
    "smithy.rules#contextParam",
    "smithy.rules#endpointBdd",
    "smithy.rules#endpointRuleSet",
    "smithy.rules#endpointTests",
    "smithy.rules#operationContextParams",
    "smithy.rules#staticContextParams",
    "smithy.test#eventStreamTests",
    "smithy.test#httpMalformedRequestTests",
    "smithy.test#httpRequestTests",
    "smithy.test#httpResponseTests",
    "smithy.test#smokeTests",
    "smithy.waiters#waitable",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smithy::ids;
    use crate::smithy::traits::rules;

    #[test]
    fn ids_are_sorted_and_have_no_rules() {
        assert!(FOREIGN.is_sorted());
        for id in FOREIGN {
            assert!(ids::is_absolute(id), "{id}");
            assert!(rules::find(id).is_none(), "{id}");
        }
    }
}
