package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.either;
import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.nothing;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import io.surgetank.deploy.stack.HttpApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The HTTP API: routes, throttle, access log; by choice an authorizer, CORS and a domain.
final class HttpApiResources {
  private final HttpApi api;

  HttpApiResources(HttpApi api) {
    this.api = api;
  }

  Map<String, Object> resources() {
    String receiver = LogicalIds.of(api.routes().getFirst().function());
    var resources =
        map(
            "HttpApi",
            map(
                "Type",
                "AWS::ApiGatewayV2::Api",
                "Properties",
                map(
                    "Name", YamlTree.sub(api.name()),
                    "ProtocolType", "HTTP",
                    "CorsConfiguration", either("HasCors", cors(), nothing()))),
            "Integration",
            integration(receiver),
            "Authorizer",
            authorizer());
    for (HttpApi.Route route : api.routes()) resources.put(LogicalIds.of(route), route(route));
    resources.put("AccessLog", FunctionResources.log("/aws/http-api/" + api.name()));
    resources.put("ApiStage", stage());
    resources.put("ApiPermission", permission(receiver));
    resources.putAll(domain());
    return resources;
  }

  private static Map<String, Object> cors() {
    return map(
        "AllowOrigins", ref("CorsOrigins"),
        "AllowMethods", HttpApi.CORS_METHODS,
        "AllowHeaders", HttpApi.CORS_HEADERS,
        "ExposeHeaders", HttpApi.CORS_EXPOSED,
        "MaxAge", TemplateParameters.seconds(HttpApi.CORS_MAX_AGE));
  }

  private static Map<String, Object> integration(String receiver) {
    return map(
        "Type",
        "AWS::ApiGatewayV2::Integration",
        "Properties",
        map(
            "ApiId",
            ref("HttpApi"),
            "IntegrationType",
            "AWS_PROXY",
            "IntegrationUri",
            ref(receiver + "Alias"),
            "PayloadFormatVersion",
            "2.0",
            "TimeoutInMillis",
            30_000));
  }

  private static Map<String, Object> authorizer() {
    return map(
        "Type",
        "AWS::ApiGatewayV2::Authorizer",
        "Condition",
        "HasJwt",
        "Properties",
        map(
            "ApiId",
            ref("HttpApi"),
            "Name",
            "jwt",
            "AuthorizerType",
            "JWT",
            "IdentitySource",
            List.of("$request.header.Authorization"),
            "JwtConfiguration",
            map("Issuer", ref("JwtIssuer"), "Audience", ref("JwtAudience"))));
  }

  private static Map<String, Object> route(HttpApi.Route route) {
    var properties =
        map(
            "ApiId", ref("HttpApi"),
            "RouteKey", route.key(),
            "Target", YamlTree.sub("integrations/${Integration}"));
    if (route.isSubmission()) {
      properties.put("AuthorizationType", either("HasJwt", "JWT", "NONE"));
      properties.put("AuthorizerId", either("HasJwt", ref("Authorizer"), nothing()));
    }
    return map("Type", "AWS::ApiGatewayV2::Route", "Properties", properties);
  }

  private static Map<String, Object> stage() {
    return map(
        "Type",
        "AWS::ApiGatewayV2::Stage",
        "Properties",
        map(
            "ApiId",
            ref("HttpApi"),
            "StageName",
            "$default",
            "AutoDeploy",
            true,
            "DefaultRouteSettings",
            map(
                "ThrottlingRateLimit", ref("ThrottleRate"),
                "ThrottlingBurstLimit", ref("ThrottleBurst")),
            "AccessLogSettings",
            map("DestinationArn", YamlTree.arn("AccessLog"), "Format", HttpApi.ACCESS_LOG)));
  }

  private static Map<String, Object> permission(String receiver) {
    return map(
        "Type",
        "AWS::Lambda::Permission",
        "Properties",
        map(
            "Action",
            "lambda:InvokeFunction",
            "FunctionName",
            ref(receiver + "Alias"),
            "Principal",
            "apigateway.amazonaws.com",
            "SourceArn",
            YamlTree.sub(
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*")));
  }

  private static Map<String, Object> domain() {
    var domain = new LinkedHashMap<String, Object>();
    domain.put(
        "Domain",
        map(
            "Type",
            "AWS::ApiGatewayV2::DomainName",
            "Condition",
            "HasDomain",
            "Properties",
            map(
                "DomainName",
                ref("DomainName"),
                "DomainNameConfigurations",
                List.of(
                    map(
                        "CertificateArn", ref("CertificateArn"),
                        "EndpointType", "REGIONAL",
                        "SecurityPolicy", "TLS_1_2")))));
    domain.put(
        "DomainMapping",
        map(
            "Type",
            "AWS::ApiGatewayV2::ApiMapping",
            "Condition",
            "HasDomain",
            "Properties",
            map(
                "ApiId", ref("HttpApi"),
                "DomainName", ref("Domain"),
                "Stage", ref("ApiStage"))));
    return domain;
  }
}
