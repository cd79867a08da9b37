/** The platform a project of .NET is built for, as the project names it, and the two products that are told by what it needs. */
export function readDotnetFrameworks(text: string): string[] {
  const target = /<TargetFramework(?:s|Version)?>\s*([^<\s]{1,100})\s*<\/TargetFramework/i.exec(text)?.[1];
  return [
    ...(target === undefined || target.includes('$(') ? [] : [`.NET ${target}`]),
    ...(/<AWSProjectType>\s*Lambda|"Amazon\.Lambda\.Core"/i.test(text) ? ['AWS Lambda'] : []),
    ...(/Include="Umbraco\.?C(?:ms|ore)/i.test(text) ? ['Umbraco'] : []),
    ...(/Include="GovukNotify"/i.test(text) ? ['GOV.UK Notify client'] : []),
  ];
}
